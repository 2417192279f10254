import type postgres from 'postgres';

/**
 * Describes a table from the catalogue of Postgres. Two descriptions are equal exactly when the tables are.
 */
export interface TableDescription {
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly policies: readonly string[];
  readonly rowSecurity: boolean;
}

interface Line {
  readonly table: string;
  readonly says: string;
}

const TABLES = `select oid, relname, relrowsecurity from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`;

/** All tables of Millrace, without partitions and the tables of sign-in. */
export async function describeDatabase(
  sql: postgres.Sql,
): Promise<Readonly<Record<string, TableDescription>>> {
  const lines = (query: string) => sql.unsafe<Line[]>(query);
  const columns = await lines(`
    select t.relname as table,
      concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end,
        case when a.attidentity <> '' then 'identity ' || a.attidentity::text end,
        'default ' || pg_get_expr(d.adbin, d.adrelid)) as says
    from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum order by 1, 2`);
  // Postgres 18 also lists "not null" as a constraint; the columns have it already.
  const constraints = await lines(`
    select t.relname as table, c.conname || ' ' || pg_get_constraintdef(c.oid) as says
    from (${TABLES}) t join pg_constraint c on c.conrelid = t.oid and c.contype <> 'n' order by 1, 2`);
  const indexes = await lines(`
    select t.relname as table, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as says
      from (${TABLES}) t join pg_index i on i.indrelid = t.oid order by 1, 2`);
  const policies = await lines(`
    select t.relname as table,
      concat_ws(' ', p.polname, p.polcmd::text, p.polpermissive, p.polroles::text, 'using',
      pg_get_expr(p.polqual, p.polrelid), 'with check', pg_get_expr(p.polwithcheck, p.polrelid)) as says
    from (${TABLES}) t join pg_policy p on p.polrelid = t.oid order by 1, 2`);
  const tables = await sql.unsafe<{ relname: string; relrowsecurity: boolean }[]>(TABLES);
  const of = (all: readonly Line[], table: string) =>
    all.filter((line) => line.table === table).map((line) => line.says);
  return Object.fromEntries(
    tables
      .toSorted((left, right) => (left.relname < right.relname ? -1 : 1))
      .map(({ relname: table, relrowsecurity: rowSecurity }) => [
        table,
        {
          columns: of(columns, table),
          constraints: of(constraints, table),
          indexes: of(indexes, table),
          policies: of(policies, table),
          rowSecurity,
        },
      ]),
  );
}
