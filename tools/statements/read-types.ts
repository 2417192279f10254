import type { Expression, TsType } from '@swc/core';

export type Node = { readonly type: string; readonly [key: string]: unknown };

export interface Column {
  readonly name: string;
  /** `string`, `number`, `boolean`, `Instant`, or null for another type. */
  readonly type: string | null;
  /** True when the code accepts a missing column. */
  readonly optional: boolean;
}

const COLUMNS: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  doublePrecision: 'number',
  boolean: 'boolean',
  instant: 'Instant',
};

/** The type of a column such as `text().notNull()`; null for lists, JSON and other types. */
export function typeOfColumn(made: Expression): string | null {
  if (made.type !== 'CallExpression') return null;
  const { callee } = made;
  if (callee.type === 'Identifier') return COLUMNS[callee.value] ?? null;
  if (
    callee.type !== 'MemberExpression' ||
    callee.property.type !== 'Identifier' ||
    callee.property.value === 'array'
  )
    return null;
  return typeOfColumn(callee.object);
}

export function literalsIn(type: TsType): string[] {
  if (type.type === 'TsUnionType') return type.types.flatMap(literalsIn);
  return type.type === 'TsLiteralType' && type.literal.type === 'StringLiteral' ? [type.literal.value] : [];
}

export function columnsOf(members: readonly Node[]): Column[] {
  return members.flatMap((member) => {
    const key = member['key'] as { value?: string } | undefined;
    if (member.type !== 'TsPropertySignature' || key?.value === undefined) return [];
    const annotation = member['typeAnnotation'] as { typeAnnotation: TsType } | undefined;
    return [
      {
        name: key.value,
        type: annotation ? plainType(annotation.typeAnnotation) : null,
        optional: member['optional'] === true,
      },
    ];
  });
}

/** A basic type, whether or not it may be null. */
function plainType(type: TsType): string | null {
  if (type.type === 'TsKeywordType')
    return ['string', 'number', 'boolean'].includes(type.kind) ? type.kind : null;
  if (type.type === 'TsTypeReference' && type.typeName.type === 'Identifier')
    return type.typeName.value === 'Instant' ? 'Instant' : null;
  if (type.type !== 'TsUnionType') return null;
  const rest = type.types.filter((one) => !(one.type === 'TsKeywordType' && one.kind === 'null'));
  return rest.length === 1 ? plainType(rest[0]!) : null;
}
