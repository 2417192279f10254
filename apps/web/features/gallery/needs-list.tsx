import { classes, Icon, Link } from '@millrace/ui';
import NextLink from 'next/link';
import type { TemplateNeed } from '@millrace/templates';
import { needState, type StoreHas } from './readiness.ts';

const MARKS = {
  here: { icon: 'check', tone: 'text-good' },
  part: { icon: 'dot', tone: 'text-waiting' },
  missing: { icon: 'circle', tone: 'text-faint' },
} as const;

/** What a template needs, each with whether this store has it. */
export function NeedsList({ needs, store }: { needs: readonly TemplateNeed[]; store: StoreHas | undefined }) {
  return (
    <ul className="flex flex-col gap-1.5 text-13">
      {needs.map((need) => {
        const found = needState(need, store);
        const mark = found ? MARKS[found.state] : MARKS.missing;
        return (
          <li key={`${need.what}-${need.name}`} className="flex items-start gap-2">
            <Icon name={mark.icon} size={14} className={classes('mt-0.5', mark.tone)} />
            <span className="min-w-0 flex-1 text-pretty">
              {need.sentence}{' '}
              {found ? (
                <span
                  className={classes(
                    'whitespace-nowrap',
                    found.state === 'missing' ? 'text-waiting' : 'text-faint',
                  )}
                >
                  {found.sentence}.
                </span>
              ) : null}
              {found?.href ? (
                <>
                  {' '}
                  <Link className="whitespace-nowrap" render={<NextLink href={found.href} />}>
                    {need.what === 'tiers' ? 'Add it' : 'Connect one'}
                  </Link>
                </>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
