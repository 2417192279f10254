'use client';
import type { VersionView } from '@millrace/services/flows';
import { dayOf } from '@millrace/base/words';
import { Select } from '@millrace/ui';
import { useRouter } from 'next/navigation';
import { useViewer } from '../shell/index.ts';

const ALL = 'all';

/** Chooses the results of all versions together, or of the people who entered one version first. */
export function VersionChoice({
  id,
  versions,
  chosen,
}: {
  id: string;
  versions: readonly VersionView[];
  chosen: VersionView | null;
}) {
  const router = useRouter();
  const { workspace } = useViewer();
  if (versions.length < 2) return null;
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Select
        aria-label="Version"
        size="small"
        className="w-64"
        value={chosen === null ? ALL : String(chosen.number)}
        onValueChange={(to) =>
          router.replace(to === ALL ? `/flows/${id}/results` : `/flows/${id}/results?version=${to}`, {
            scroll: false,
          })
        }
        options={[
          { value: ALL, label: 'All versions' },
          ...versions.map(({ number, live, publishedAt }) => ({
            value: String(number),
            label: live ? `Version ${number}, live` : `Version ${number}`,
            help: `Published ${dayOf(publishedAt, workspace.timeZone)}`,
          })),
        ]}
      />
      {chosen === null ? null : (
        <p className="text-13 text-pretty text-soft">
          People who entered version {chosen.number} first, compared with its holdout.
        </p>
      )}
    </div>
  );
}
