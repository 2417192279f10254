import { parseSync, type Expression, type Module, type TemplateLiteral, type TsType } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../start/options.mjs';
import { columnsOf, literalsIn, typeOfColumn, type Column, type Node } from './read-types.ts';

/**
 * One SQL statement in the code, with a parameter for each value. A statement with a conditional part gives
 * one for each choice.
 */
export interface Statement {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Name and type of each expected column; null when the file does not declare them. */
  readonly columns: readonly Column[] | null;
  /** The part that could not be read; such a statement cannot be prepared. */
  readonly unread: string | null;
}

const STATEMENT = /^\s*(?:select|insert|update|delete|with)\b/i;
/** Conditional parts multiply; this is the most to check. */
const MOST = 12;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) yield value;
    for (const item of Object.values(value)) yield* nodesIn(item);
  }
}

interface Tagged {
  readonly type: 'TaggedTemplateExpression';
  readonly span: { readonly start: number };
  readonly tag: Expression;
  readonly typeParameters?: { readonly params: readonly TsType[] };
  readonly template: TemplateLiteral;
}

/** Reads every statement that a source file sends to the database. */
export const readStatements = (path: string, shown: string): Statement[] =>
  new Reader(path, shown).statements();

class Reader {
  private readonly bytes: Buffer;
  private readonly base: number;
  private readonly named = new Map<string, Expression>();
  /** Interfaces and type aliases of the file. */
  private readonly types = new Map<string, Node>();
  private readonly imported = new Map<string, string>();
  /** Files that this one re-exports completely. */
  private readonly passedOn: string[] = [];
  private static readonly all = new Map<string, Reader>();
  private readonly module: Module;
  private readonly file: string;
  private readonly path: string;

  constructor(path: string, file: string) {
    const source = readFileSync(path, 'utf8');
    const module = parseSync(source, { syntax: 'typescript', tsx: path.endsWith('.tsx') });
    this.path = path;
    this.bytes = Buffer.from(source);
    this.base = module.span.start;
    this.module = module;
    this.file = file;
    for (const node of nodesIn(module.body)) this.learn(node);
  }

  /** Records the fragments and row types that the file declares. */
  private learn(node: Node): void {
    if (
      node.type === 'VariableDeclarator' &&
      isNode(node['id']) &&
      node['id'].type === 'Identifier' &&
      isNode(node['init'])
    )
      this.named.set(String(node['id']['value']), node['init'] as unknown as Expression);
    if (node.type === 'FunctionDeclaration' && isNode(node['identifier'])) {
      const returned = [...nodesIn(node['body'])].find((inner) => inner.type === 'ReturnStatement');
      if (returned && isNode(returned['argument']))
        this.named.set(String(node['identifier']['value']), returned['argument'] as unknown as Expression);
    }
    if (node.type === 'TsInterfaceDeclaration' && isNode(node['id']))
      this.types.set(String(node['id']['value']), node);
    if (node.type === 'TsTypeAliasDeclaration' && isNode(node['id']))
      this.types.set(String(node['id']['value']), node);
    if (node.type === 'ImportDeclaration' && isNode(node['source']))
      for (const specifier of node['specifiers'] as { local: { value: string } }[])
        this.imported.set(specifier.local.value, String(node['source']['value']));
    if (node.type === 'ExportNamedDeclaration' && isNode(node['source']))
      for (const specifier of node['specifiers'] as { orig: { value: string } }[])
        this.imported.set(specifier.orig.value, String(node['source']['value']));
    if (node.type === 'ExportAllDeclaration' && isNode(node['source']))
      this.passedOn.push(String(node['source']['value']));
  }

  statements(): Statement[] {
    return [...nodesIn(this.module.body)]
      .filter(
        (node): node is Node & Tagged =>
          node.type === 'TaggedTemplateExpression' && isSql((node as unknown as Tagged).tag),
      )
      .filter(({ template }) => STATEMENT.test(template.quasis[0]?.raw ?? ''))
      .flatMap((node) => this.read(node));
  }

  private read(node: Tagged): Statement[] {
    const { file } = this;
    const line = this.bytes
      .subarray(0, node.span.start - this.base)
      .toString()
      .split('\n').length;
    const columns = this.columnsAsserted(node.typeParameters?.params[0]);
    return this.variants(node.template, 0).map(({ text, unread }) => ({
      file,
      line,
      text: numbered(text),
      columns,
      unread,
    }));
  }

  /** The template's text with `\u0000` for each value. */
  private variants(template: TemplateLiteral, depth: number): { text: string; unread: string | null }[] {
    let all: { text: string; unread: string | null }[] = [
      { text: template.quasis[0]?.cooked ?? '', unread: null },
    ];
    template.expressions.forEach((expression, index) => {
      const after = template.quasis[index + 1]?.cooked ?? '';
      const pieces = this.pieces(expression as Expression, depth);
      all = all
        .flatMap((one) =>
          pieces.map((piece) => ({
            text: one.text + piece.text + after,
            unread: one.unread ?? piece.unread,
          })),
        )
        .slice(0, MOST);
    });
    return all;
  }

  private pieces(expression: Expression, depth: number): { text: string; unread: string | null }[] {
    if (depth > 6) return [{ text: '', unread: 'nested too deeply' }];
    if (expression.type === 'ParenthesisExpression') return this.pieces(expression.expression, depth);
    if (expression.type === 'TaggedTemplateExpression' && isSql(expression.tag))
      return this.variants(expression.template, depth + 1);
    if (expression.type === 'ConditionalExpression') {
      const both = [expression.consequent, expression.alternate].flatMap((choice) =>
        this.isPiece(choice, depth) ? this.pieces(choice, depth) : [],
      );
      if (both.length > 0) return both;
    }
    if (expression.type === 'Identifier' && this.isPiece(expression, depth))
      return this.pieces(this.named.get(expression.value)!, depth + 1);
    if (expression.type === 'CallExpression' && expression.callee.type === 'Identifier') {
      const maker = this.makerOf(expression.callee.value);
      const made = maker?.made(expression.callee.value) ?? null;
      if (maker && made && maker.isPiece(made, depth)) return maker.pieces(made, depth + 1);
      if (/^(?:tx|sql)$/.test(expression.callee.value))
        return [{ text: '', unread: `${expression.callee.value}(...)` }];
    }
    return [{ text: '\u0000', unread: null }];
  }

  /** The file that declares a function: this one, or the one it is imported from. */
  private makerOf(name: string): Reader | null {
    return this.named.has(name) ? this : this.elsewhere(name);
  }

  /** The expression that a function of this file returns. */
  private made(name: string): Expression | null {
    const found = this.named.get(name);
    if (!found) return null;
    if (found.type !== 'ArrowFunctionExpression') return found;
    if (found.body.type !== 'BlockStatement') return found.body;
    const returned = [...nodesIn(found.body)].find((node) => node.type === 'ReturnStatement');
    return returned && isNode(returned['argument']) ? (returned['argument'] as unknown as Expression) : null;
  }

  private isPiece(expression: Expression, depth: number): boolean {
    if (depth > 6) return false;
    if (expression.type === 'ParenthesisExpression') return this.isPiece(expression.expression, depth);
    if (expression.type === 'TaggedTemplateExpression') return isSql(expression.tag);
    if (expression.type === 'ConditionalExpression')
      return this.isPiece(expression.consequent, depth + 1) || this.isPiece(expression.alternate, depth + 1);
    if (expression.type === 'Identifier') {
      const named = this.named.get(expression.value);
      return named !== undefined && named !== expression && this.isPiece(named, depth + 1);
    }
    if (expression.type === 'CallExpression' && expression.callee.type === 'Identifier') {
      const maker = this.makerOf(expression.callee.value);
      const made = maker?.made(expression.callee.value) ?? null;
      return maker !== null && made !== null && maker.isPiece(made, depth + 1);
    }
    return false;
  }

  private columnsAsserted(type: TsType | undefined): readonly Column[] | null {
    if (type?.type !== 'TsArrayType') return null;
    return this.columnsOfType(type.elemType);
  }

  private columnsOfType(type: TsType): readonly Column[] | null {
    if (type.type === 'TsParenthesizedType') return this.columnsOfType(type.typeAnnotation);
    if (type.type === 'TsTypeLiteral') return columnsOf(type.members as unknown as Node[]);
    if (type.type === 'TsTypeReference' && type.typeName.type === 'Identifier')
      return this.columnsOfName(type.typeName.value, type.typeParams?.params ?? []);
    if (type.type === 'TsIntersectionType') {
      const parts = type.types.map((part) => this.columnsOfType(part));
      return parts.every((part) => part !== null) ? parts.flat() : null;
    }
    return null;
  }

  private columnsOfName(name: string, given: readonly TsType[]): readonly Column[] | null {
    const [first, second] = given;
    if ((name === 'Pick' || name === 'Omit') && first && second) {
      const all = this.columnsOfType(first);
      const names = new Set(literalsIn(second));
      return all?.filter((column) => names.has(column.name) === (name === 'Pick')) ?? null;
    }
    if (name === 'Readonly' && first) return this.columnsOfType(first);
    // The row types of `packages/engine/db/schema`: of a table, and with narrower types for some columns.
    if (name === 'Row' && first?.type === 'TsTypeQuery' && first.exprName.type === 'Identifier')
      return this.columnsOfTable(first.exprName.value);
    if (name === 'Known' && first && second) {
      const [all, more] = [this.columnsOfType(first), this.columnsOfType(second)];
      const said = new Map(more?.map((column) => [column.name, column]));
      return all && more ? all.map((column) => said.get(column.name) ?? column) : null;
    }
    const declared = this.types.get(name);
    if (!declared) return this.elsewhere(name)?.columnsOfName(name, given) ?? null;
    if (declared.type === 'TsTypeAliasDeclaration')
      return this.columnsOfType(declared['typeAnnotation'] as TsType);
    const own = columnsOf((declared['body'] as unknown as { body: Node[] }).body);
    const bases = (
      declared['extends'] as { expression: Expression; typeArguments?: { params: TsType[] } }[]
    ).map(({ expression, typeArguments }) =>
      expression.type === 'Identifier'
        ? this.columnsOfName(expression.value, typeArguments?.params ?? [])
        : null,
    );
    return bases.every((base) => base !== null) ? [...own, ...bases.flat()] : null;
  }

  /** Columns of a table of the schema. */
  private columnsOfTable(name: string): readonly Column[] | null {
    const table = this.named.get(name);
    if (!table) return this.elsewhere(name)?.columnsOfTable(name) ?? null;
    const fields = table.type === 'CallExpression' ? table.arguments[1]?.expression : undefined;
    if (fields?.type !== 'ObjectExpression') return null;
    return fields.properties.flatMap((property) =>
      property.type === 'KeyValueProperty' && property.key.type === 'Identifier'
        ? [{ name: property.key.value, type: typeOfColumn(property.value), optional: false }]
        : [],
    );
  }

  /** The file of ours from which a name is imported. */
  private elsewhere(name: string): Reader | null {
    const from = this.imported.get(name);
    if (from !== undefined) return this.other(from);
    return this.passedOn.map((file) => this.other(file)).find((other) => other?.has(name)) ?? null;
  }

  private has(name: string): boolean {
    return this.named.has(name) || this.types.has(name) || this.elsewhere(name) !== null;
  }

  private other(from: string): Reader | null {
    const [, ours, rest] = /^@millrace\/(core|db|run|services)\/(.+)$/.exec(from) ?? [];
    if (!from.startsWith('.') && !ours) return null;
    const path = ours
      ? join(root, 'packages/engine', ours, rest!, 'index.ts')
      : join(dirname(this.path), from);
    if (!existsSync(path)) return null;
    const known = Reader.all.get(path) ?? new Reader(path, path);
    Reader.all.set(path, known);
    return known;
  }
}

/** Whether a template's tag is the database: `tx`, `sql`, `this.sql`, `db.sql` and the like. */
function isSql(tag: Expression): boolean {
  if (tag.type === 'Identifier') return /^(?:tx|sql|inside|point)$/.test(tag.value);
  return (
    tag.type === 'MemberExpression' && tag.property.type === 'Identifier' && tag.property.value === 'sql'
  );
}

function numbered(text: string): string {
  let count = 0;
  return text.replaceAll('\u0000', () => `$${(count += 1)}`);
}
