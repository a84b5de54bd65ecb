import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { floors, foreignRules } from './floors.ts';
import { byName, checkIndex } from './index-rules.ts';

/** A broken rule of the house, with the place to mend. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const dustFolders = /^(utils?|helpers?|commons?|managers?)$/;
const longestFile = 500;

/** Checks every module under `root` (a `src` folder) against the house rules. */
export function checkLayers(root: string): Violation[] {
  return modulesUnder(root).flatMap((file) => checkModule(file, readFileSync(join(root, file), 'utf8')));
}

/** Checks one module; `file` is its path inside `src`, with forward slashes. */
export function checkModule(file: string, text: string): Violation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const violations: Violation[] = [];
  const report = (position: number, message: string): void => {
    violations.push({ file, line: source.getLineAndCharacterOfPosition(position).line + 1, message });
  };
  const parts = file.split('/');
  const folder = parts.length === 1 ? undefined : parts[0];

  if (folder !== undefined && floors[folder] === undefined) report(0, `folder \`${folder}\` has no floor`);
  for (const part of parts.slice(0, -1)) if (dustFolders.test(part)) report(0, `folder \`${part}\` is named after no concept`);
  if (dustFolders.test(parts.at(-1)!.replace(/\.ts$/, ''))) report(0, `file \`${parts.at(-1)}\` is named after no concept`);
  const lines = source.getLineStarts().length - (text.endsWith('\n') ? 1 : 0);
  if (lines > longestFile) report(text.length - 1, `has ${lines} lines, more than ${longestFile}: split it`);
  for (const match of text.matchAll(/\b(TODO|FIXME|XXX|HACK)\b/g)) report(match.index, `leaves a ${match[1]}`);

  const visit = (node: ts.Node): void => {
    const target = importOf(node);
    if (target !== undefined) {
      const broken = judgeImport(file, folder, target);
      if (broken !== undefined) report(node.getStart(), broken);
    }
    if (isDefaultExport(node)) report(node.getStart(), 'has a default export: name it');
    if (
      ts.isExportDeclaration(node) &&
      (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause)) &&
      !passesOnGroup(node)
    ) {
      report(node.getStart(), 'exports `*`: list the names');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (parts.at(-1) === 'index.ts') checkIndex(source, report);
  return violations.sort((a, b) => a.line - b.line || byName(a.message, b.message));
}

/** Whether a folder's index passes on the index of one of its groups, where the names are listed. */
function passesOnGroup(node: ts.ExportDeclaration): boolean {
  return (
    node.exportClause === undefined && node.moduleSpecifier !== undefined && /^\.\/[\w-]+\/index\.ts$/.test(textOf(node.moduleSpecifier))
  );
}

interface Import {
  readonly specifier: string;
  readonly lazy: boolean;
}

/** What a node imports, be it a value, a type, `import()`, `import('x').Y`, `require` or `export ... from`. */
function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    return { specifier: textOf(node.moduleSpecifier), lazy: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: textOf(node.moduleSpecifier), lazy: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return { specifier: textOf(node.argument.literal), lazy: true };
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: textOf(node.moduleReference.expression), lazy: node.isTypeOnly };
  }
  if (!ts.isCallExpression(node) || node.arguments.length === 0) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  if (!isImport && !isRequire) return undefined;
  return ts.isStringLiteralLike(node.arguments[0]) ? { specifier: node.arguments[0].text, lazy: isImport } : undefined;
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText();
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}

function judgeImport(file: string, folder: string | undefined, { specifier, lazy }: Import): string | undefined {
  if (!specifier.startsWith('.')) return judgeForeign(folder, specifier, lazy);
  if (!specifier.endsWith('.ts')) return `imports \`${specifier}\` without its .ts extension`;
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (target.startsWith('..')) return `imports \`${specifier}\` from outside of src`;
  const [targetFolder, ...rest] = target.split('/');
  if (rest.length === 0) return `imports the front door \`${specifier}\``;
  if (folder === targetFolder) {
    return rest.join('/') === 'index.ts' && !file.endsWith('/index.ts') ? `imports its own folder's index \`${specifier}\`` : undefined;
  }
  const [from, to] = [folder === undefined ? Number.POSITIVE_INFINITY : floors[folder], floors[targetFolder]];
  if (to === undefined) return `imports \`${specifier}\` from \`${targetFolder}\`, which has no floor`;
  if (to > from) return `imports upward: \`${folder}\` (floor ${from}) from \`${targetFolder}\` (floor ${to})`;
  if (to === from) return `imports sideways: \`${folder}\` and \`${targetFolder}\` share floor ${to}`;
  return rest.join('/') === 'index.ts' ? undefined : `imports past the door: \`${specifier}\` instead of \`${targetFolder}/index.ts\``;
}

function judgeForeign(folder: string | undefined, specifier: string, lazy: boolean): string | undefined {
  const rule = foreignRules.find(({ name }) => name.test(specifier));
  if (rule === undefined) return `imports the foreign package \`${specifier}\``;
  if (folder === undefined || !rule.folders.includes(folder)) return `imports \`${specifier}\`, which only ${rule.folders.join(', ')} may`;
  return rule.lazy && !lazy ? `imports \`${specifier}\` at once: use \`import()\` or \`import type\`` : undefined;
}

function modulesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const violations = checkLayers(root);
  for (const { file, line, message } of violations) console.error(`src/${file}:${line}: ${message}`);
  console.log(`layers: ${modulesUnder(root).length} modules, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
