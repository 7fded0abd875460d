import { looksLikeBody } from '../bodies.js';
import { splitBodies } from './headings.js';

/** The bodies of the column 对应上级部门 as printed, and how often one of them was printed twice. */
export interface DepartmentColumn {
  readonly printed: readonly string[];
  readonly repeated: readonly string[];
}

/** Before 其他…部门 and 等部门: whoever else has the duty stands as a body of its own. */
const PIECE_EDGE = /[、，,；;/]|(?:以?及|和|与)(?=其他|有关|相关)|(?=等(?:有关|相关)?(?:部门|单位)$)/;
/** An ending without a name belongs to the word before it: 县人民政府 办公室, 县卫生健康委 员会. */
const BARE_ENDING = /^(?:办公室|委员会|员会|局|会|中心|分局)$/;

/**
 * Splits the department column: bodies stand apart by 、 ， or white space; white space inside a name is a
 * fault.
 */
export function parseDepartmentColumn(cell: string): DepartmentColumn {
  const bodies = cell
    .split(PIECE_EDGE)
    .filter((piece) => piece.trim() !== '')
    .flatMap(splitPiece);
  const printed = [...new Set(bodies)];
  return { printed, repeated: printed.filter((body) => bodies.indexOf(body) !== bodies.lastIndexOf(body)) };
}

function splitPiece(piece: string): readonly string[] {
  const bodies: string[] = [];
  let open = '';
  for (const word of piece.trim().split(/\s+/)) {
    const last = bodies.at(-1);
    if (open === '' && last !== undefined && BARE_ENDING.test(word)) {
      bodies[bodies.length - 1] = last + word;
      continue;
    }
    open += word;
    if (looksLikeBody(open)) {
      bodies.push(...splitPair(open));
      open = '';
    }
  }
  return open === '' ? bodies : [...bodies, open];
}

/** 县公安局和县民政局 are two; without the same place before both, 和 may belong to one name. */
function splitPair(name: string): readonly string[] {
  const parts = splitBodies(name, []) ?? [name];
  return parts.every((part) => part.startsWith(name.charAt(0))) ? parts : [name];
}
