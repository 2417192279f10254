import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import addFormatsModule from 'ajv-formats';
import type { HttpRequest } from '../exchange.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: object;
  readonly $ref?: string;
}
interface Body {
  readonly content?: Record<string, { readonly schema?: object }>;
  readonly required?: boolean;
  readonly $ref?: string;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses?: Record<string, Body>;
}
interface Contract {
  readonly paths: Record<string, Record<string, unknown>>;
}

/**
 * Checks requests against a published description (OpenAPI 3): the path, the method, every parameter, and the
 * body, which may have no field that the description does not name. Returns what is wrong, or null.
 */
export class PublishedContract {
  private readonly ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
  private readonly parameters = new Ajv({ strict: false, allErrors: true, coerceTypes: true });
  private readonly paths: readonly { readonly pattern: RegExp; readonly item: Record<string, unknown> }[];
  private readonly contract: Contract;

  constructor(file: URL, base = '') {
    this.contract = JSON.parse(readFileSync(file, 'utf8'), withoutLooseNull) as Contract;
    for (const ajv of [this.ajv, this.parameters]) {
      // ajv-formats is CommonJS: its function is under `default` when imported from a module.
      (addFormatsModule as unknown as { default: (target: Ajv) => void }).default(ajv);
      ajv.addSchema({ $id: 'contract', ...this.contract } as object);
    }
    this.paths = Object.entries(this.contract.paths).map(([path, item]) => ({
      pattern: new RegExp(
        `^${(base + path).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`,
      ),
      item,
    }));
  }

  problem(request: HttpRequest): string | null {
    const url = new URL(request.url);
    const found = this.paths.find(
      ({ pattern, item }) => pattern.test(url.pathname) && request.method.toLowerCase() in item,
    );
    if (!found) return `${request.method} ${url.pathname} is not described`;
    const operation = found.item[request.method.toLowerCase()] as Operation;
    const parameters = [
      ...((found.item['parameters'] ?? []) as Parameter[]),
      ...(operation.parameters ?? []),
    ].map((one) => this.resolved(one));
    return (
      this.queryProblem(url, parameters) ??
      this.headerProblem(request, parameters) ??
      this.bodyProblem(request, operation)
    );
  }

  /** What is wrong with an answer to a described request; null if nothing, or if it describes no such answer. */
  answerProblem(request: HttpRequest, status: number, body: unknown): string | null {
    const { pathname } = new URL(request.url);
    const method = request.method.toLowerCase();
    const found = this.paths.find(({ pattern, item }) => pattern.test(pathname) && method in item);
    const responses = (found?.item[method] as Operation | undefined)?.responses ?? {};
    const described = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
    const schema = described && this.resolved(described).content?.['application/json']?.schema;
    if (!schema) return null;
    return this.ajv.validate(pointing(schema), body) ? null : wordsOf(this.ajv.errors ?? []);
  }

  private queryProblem(url: URL, parameters: readonly Parameter[]): string | null {
    const known = new Map(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one]));
    for (const [name, value] of url.searchParams) {
      const parameter = known.get(name) ?? known.get(name.replace(/\[\d*\]$/, ''));
      if (!parameter) return `the query ${name} is not described`;
      const isList = (parameter.schema as { type?: string } | undefined)?.type === 'array';
      if (parameter.schema && !isList && !this.parameters.validate(pointing(parameter.schema), value))
        return `the query ${name} may not be ${value}`;
    }
    for (const one of known.values())
      if (one.required && !url.searchParams.has(one.name)) return `the query ${one.name} is missing`;
    return null;
  }

  private headerProblem({ headers }: HttpRequest, parameters: readonly Parameter[]): string | null {
    for (const one of parameters)
      if (one.in === 'header' && one.required && headers[one.name.toLowerCase()] === undefined)
        return `the header ${one.name} is missing`;
    return null;
  }

  private bodyProblem(request: HttpRequest, { requestBody }: Operation): string | null {
    const body = requestBody && this.resolved(requestBody);
    if (request.body === null) return body?.required ? 'the body is missing' : null;
    const [type] = (request.headers['content-type'] ?? '').split(';');
    const schema = Object.entries(body?.content ?? {}).find(([name]) => name.split(';')[0] === type)?.[1]
      .schema;
    if (!schema) return `a body of ${type} is not described`;
    const value: unknown =
      type === 'application/x-www-form-urlencoded'
        ? Object.fromEntries(new URLSearchParams(request.body))
        : JSON.parse(request.body);
    if (!this.ajv.validate(pointing(schema), value)) return wordsOf(this.ajv.errors ?? []);
    return this.strayField(schema, value, '');
  }

  /** A field that no part of the description names, most likely a typing error. */
  private strayField(given: object, value: unknown, place: string): string | null {
    const schema = this.resolved(given as { $ref?: string }) as Record<string, unknown>;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        const problem = schema['items']
          ? this.strayField(schema['items'] as object, item, `${place}[${index}]`)
          : null;
        if (problem) return problem;
      }
      return null;
    }
    if (typeof value !== 'object' || value === null) return null;
    const parts = [
      schema,
      ...['allOf', 'oneOf', 'anyOf'].flatMap((name) => (schema[name] as object[] | undefined) ?? []),
    ].map((part) => this.resolved(part as { $ref?: string }) as Record<string, unknown>);
    const properties = Object.assign({}, ...parts.map((part) => part['properties'] ?? {})) as Record<
      string,
      object
    >;
    // A part that describes no fields accepts any.
    if (Object.keys(properties).length === 0 || parts.some((part) => part['additionalProperties']))
      return null;
    for (const [name, inner] of Object.entries(value)) {
      if (!Object.hasOwn(properties, name)) return `the field ${place}.${name} is not described`;
      const problem = this.strayField(properties[name]!, inner, `${place}.${name}`);
      if (problem) return problem;
    }
    return null;
  }

  private resolved<Part extends { readonly $ref?: string }>(part: Part): Part {
    if (part.$ref === undefined) return part;
    const target = part.$ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>(
        (value, name) => (value as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/')],
        this.contract,
      );
    return this.resolved({ ...(target as Part) });
  }
}

/** A validator of JSON Schema does not understand `nullable` next to a reference. */
function withoutLooseNull(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value;
  const { nullable: _nullable, ...rest } = value;
  return rest;
}

const pointing = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')) as object;
const wordsOf = (errors: readonly ErrorObject[]): string =>
  errors
    .slice(0, 3)
    .map((error) => `${error.instancePath} ${error.message}`)
    .join('; ');
