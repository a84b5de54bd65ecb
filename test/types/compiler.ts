import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A complaint of the compiler about a module. */
export interface Complaint {
  readonly line: number;
  readonly code: number;
  readonly text: string;
}

/** The TypeScript of the house over modules that are held in memory. */
export interface Compiler {
  /** Complaints about a module, by its name. */
  complaints(name: string): readonly Complaint[];
  /** What an editor shows over the symbol that `// ^?` on the next line points at, in order. */
  hovers(name: string): readonly string[];
}

/** Compiles modules, by name, with the options of `tsconfig.json`; `barwright` is the sources. Each is a module of its own. */
export function compiler(modules: ReadonlyMap<string, string>): Compiler {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const files = new Map([...modules].map(([name, text]) => [join(root, 'test', `${name}.memory.ts`), text]));
  const fileOf = (name: string): string => join(root, 'test', `${name}.memory.ts`);
  const folders = new Set([...files.keys()].map((file) => dirname(file)));
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      ...options,
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      moduleDetection: ts.ModuleDetectionKind.Force,
    }),
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = files.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => files.has(file) || ts.sys.fileExists(file),
    readFile: (file) => files.get(file) ?? ts.sys.readFile(file),
    readDirectory: ts.sys.readDirectory,
    directoryExists: (folder) => folders.has(folder) || existsSync(folder),
    getDirectories: ts.sys.getDirectories,
  });
  const program = service.getProgram()!;

  return {
    complaints: (name) => {
      const source = program.getSourceFile(fileOf(name))!;
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ start, code, messageText }) => ({
          line: source.getLineAndCharacterOfPosition(start ?? 0).line + 1,
          code,
          text: ts.flattenDiagnosticMessageText(messageText, '\n'),
        }),
      );
    },
    hovers: (name) => {
      const source = program.getSourceFile(fileOf(name))!;
      return [...source.text.matchAll(/^ *\/\/ *\^\?.*$/gm)].map((match) => {
        const { line } = source.getLineAndCharacterOfPosition(match.index);
        const position = source.getPositionOfLineAndCharacter(line - 1, match[0].indexOf('^'));
        const info = service.getQuickInfoAtPosition(source.fileName, position);
        return ts.displayPartsToString(info?.displayParts);
      });
    },
  };
}
