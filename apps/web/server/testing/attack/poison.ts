import type postgres from 'postgres';

export interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** Columns of the primary key. */
  readonly key: readonly string[];
}

const deep = (open: string, close: string, levels: number) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

/** Values that no release of Millrace would write, by type of column. */
const POISON: Readonly<Record<string, readonly string[]>> = {
  jsonb: [
    deep('[', ']', 1_500),
    deep('{"a":', '}', 1_500),
    '"a text"',
    '7',
    'null',
    '[]',
    '{}',
    '[[[]]]',
    '[null]',
    '{"node":7,"variables":[],"settings":"x","nodes":{},"edges":null,"kind":[]}',
    '{"nodes":[null,7,{"id":1}],"edges":["x"],"settings":null}',
    '1e400',
  ],
  timestamptz: ['infinity', '-infinity', '294276-01-01', '4713-01-01 BC', '0001-01-01'],
  text: ['__proto__', '', 'constructor', 'x'.repeat(20_000), '‮שלום', '{{ 7 }}'],
  _text: ['{NULL}', '{}', '{__proto__}'],
  int8: ['9223372036854775807', '-9223372036854775808'],
  int4: ['2147483647', '-2147483648'],
  float8: ['NaN', 'Infinity', '-1e308'],
  float4: ['NaN', 'Infinity'],
  numeric: ['NaN'],
  bytea: ['\\x00'],
};

export const poisonsOf = ({ type }: Column): readonly string[] => POISON[type] ?? [];

/** Every column that can hold such a value, read from the database; without columns of primary keys. */
export async function columnsOf(sql: postgres.Sql): Promise<readonly Column[]> {
  return sql<Column[]>`
    with tables as (
      select c.oid, c.relname
      from pg_class c join pg_attribute w on w.attrelid = c.oid and w.attname = 'workspace_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    ), keys as (
      select t.oid, array_agg(a.attname::text) as key
      from tables t
      join pg_index i on i.indrelid = t.oid and i.indisprimary
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey)
      group by 1
    )
    select t.relname as table, a.attname as column, y.typname as type, k.key
    from tables t
    join keys k on k.oid = t.oid
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
    where not (a.attname = any(k.key)) and a.attname <> 'workspace_id'
      and y.typname = any(${Object.keys(POISON)})
    order by 1, 2`;
}

/**
 * Writes a wrong value into one row of the column while `look` runs, and restores it afterwards.
 * @param sql connection of a role that bypasses row-level security
 * @returns the result of `look`; null when there is no row, or the database refuses the value
 */
export async function poisoned<Found>(
  sql: postgres.Sql,
  workspaceId: string,
  { table, column, type, key }: Column,
  poison: string,
  look: () => Promise<Found>,
): Promise<Found | null> {
  const name = (text: string) => `"${text}"`;
  const [row] = await sql.unsafe<Record<string, string>[]>(
    `select ${key.map((one) => `${name(one)}::text as ${name(one)}`).join(', ')}, ${name(column)}::text as "before" from ${name(table)} where workspace_id = $1 order by ${key.map(name).join(', ')} limit 1`,
    [workspaceId],
  );
  if (!row) return null;
  const where = key.map((one, index) => `${name(one)}::text = $${index + 2}`).join(' and ');
  const write = (value: string | null) =>
    sql.unsafe(`update ${name(table)} set ${name(column)} = $1::text::${name(type)} where ${where}`, [
      value,
      ...key.map((one) => row[one] ?? ''),
    ]);
  try {
    await write(poison);
  } catch {
    return null;
  }
  try {
    return await look();
  } finally {
    await write(row['before'] ?? null);
  }
}
