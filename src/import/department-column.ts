import { looksLikeBody } from '../bodies.js';

/** The bodies of the column 对应上级部门 as printed, and how often one of them was printed twice. */
export interface DepartmentColumn {
  readonly printed: readonly string[];
  readonly repeated: readonly string[];
}

/**
 * Splits the department column: bodies stand apart by 、 ， or white space; white space inside a name is a
 * fault. 「…以及其他负有安全监管职责的部门」 is a body of its own.
 */
export function parseDepartmentColumn(cell: string): DepartmentColumn {
  const bodies: string[] = [];
  for (const piece of cell
    .split(/[、，,；;/]|(?:以)?及(?=其他|有关|相关)/)
    .filter((part) => part.trim() !== '')) {
    let open = '';
    for (const word of piece.trim().split(/\s+/)) {
      open += word;
      if (looksLikeBody(open)) {
        bodies.push(open);
        open = '';
      }
    }
    if (open !== '') bodies.push(open);
  }
  const printed = [...new Set(bodies)];
  return { printed, repeated: printed.filter((body) => bodies.indexOf(body) !== bodies.lastIndexOf(body)) };
}
