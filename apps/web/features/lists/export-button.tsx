'use client';
import { buttonLooks, Icon } from '@millrace/ui';
import { useMay } from '../shell/index.ts';

/** Downloads a list as CSV, with the filters that are shown. Nothing for whoever may not export customers. */
export function ExportButton({
  list,
  filters = {},
}: {
  list: string;
  filters?: Readonly<Record<string, string | null | undefined>>;
}) {
  const may = useMay('customers:export');
  if (!may) return null;
  const query = new URLSearchParams(
    Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
  return (
    <a
      href={`/api/export/${list}${query ? `?${query}` : ''}`}
      download
      className={buttonLooks({ look: 'quiet', size: 'medium' })}
    >
      <Icon name="download" size={14} />
      Export CSV
    </a>
  );
}
