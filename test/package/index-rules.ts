import ts from 'typescript';

/** Orders names as the formatter does: letter by letter, an upper-case letter before its lower-case form, numbers by value. */
export function byName(a: string, b: string): number {
  const [left, right] = [keysOf(a), keysOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]];
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) return Number(x) - Number(y);
    const [lowX, lowY] = [x.toLowerCase(), y.toLowerCase()];
    if (lowX !== lowY) return lowX < lowY ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function keysOf(name: string): readonly string[] {
  return name.match(/\d+|\D/g) ?? [];
}

/** An index is a list of named exports: modules in order, and the names of each in order. */
export function checkIndex(source: ts.SourceFile, report: (position: number, message: string) => void): void {
  let previous = '';
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement)) {
      report(statement.getStart(), 'has more than exports in an index');
      continue;
    }
    const clause = statement.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) continue;
    if (statement.moduleSpecifier === undefined && clause.elements.length > 0)
      report(statement.getStart(), 'exports names of its own in an index');
    const module = statement.moduleSpecifier?.getText() ?? '';
    if (byModule(module, previous) < 0) report(statement.getStart(), `lists ${module} after ${previous}: keep modules in order`);
    previous = module;
    const names = clause.elements.map((element) => (element.propertyName ?? element.name).text);
    const wrong = names.findIndex((name, i) => i > 0 && byName(name, names[i - 1]) < 0);
    if (wrong > 0)
      report(clause.elements[wrong].getStart(), `lists \`${names[wrong]}\` after \`${names[wrong - 1]}\`: keep names in order`);
  }
}

function byModule(a: string, b: string): number {
  return byName(pathOf(a), pathOf(b));
}

/** A path that sorts as the formatter does: what lies in other folders comes before what lies in this one. */
function pathOf(module: string): string {
  return module
    .replace(/\.ts'?$/, '')
    .replaceAll('/', ' ')
    .replace(/^'\. /, "'/ ");
}
