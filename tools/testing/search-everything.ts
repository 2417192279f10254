import postgres from 'postgres';

/** The forms that a text can have in a row or a file: unchanged, in a URL, in JSON, in base64. */
export function formsOf(text: string): string[] {
  const encoded = Buffer.from(text).toString('base64url').slice(0, -2);
  return [
    ...new Set([
      text,
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
      ...(encoded.length >= 8 ? [encoded] : []),
    ]),
  ];
}

/**
 * Searches every row of every table in every schema for texts. Takes the list of tables from the database's
 * catalogue, so that no table is forgotten. Ignores case.
 * @param url of the superuser, who sees every workspace
 * @returns `table: text` for each that is found
 */
export async function searchEverything(url: string, texts: readonly string[]): Promise<string[]> {
  const sql = postgres(url, { max: 2, onnotice: () => undefined });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition
        and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`;
    const forms = texts.flatMap((text) => formsOf(text).map((form) => ({ text, form: form.toLowerCase() })));
    const found: string[] = [];
    for (const { name } of tables) {
      const hits = await sql<{ form: string }[]>`
        select distinct f.form from ${sql.unsafe(name)} t
          join unnest(${forms.map(({ form }) => form)}::text[]) as f(form)
          on strpos(lower(t::text), f.form) > 0`;
      for (const { form } of hits)
        found.push(...forms.filter((item) => item.form === form).map((item) => `${name}: ${item.text}`));
    }
    return [...new Set(found)];
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** All tables of the product's own schema. */
export async function tablesOf(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const rows = await sql<{ name: string }[]>`
      select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        order by 1`;
    return rows.map((row) => row.name);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
