/** Words that frame a clause of an official name and name nothing. */
const FRAME = /^(?:负责|做好|开展|加强|落实|推进|组织|对)|工作$|等$/g;

/** Short pieces of an official name, as people type who know it: 宅基地审批, 老年人高龄津贴. */
export function nameFragments(name: string): string[] {
  const clauses = name.split(/[，、（）“”；]/).map((clause) => clause.replace(FRAME, ''));
  return clauses.filter((clause) => clause.length >= 4 && clause.length <= 14).slice(0, 3);
}
