'use client';
import { count, regionName } from '@millrace/base/words';
import type { FlowFigures } from '@millrace/services/measure';
import { domainAroundZero } from '@millrace/ui';
import { MoneyInterval } from './money-interval.tsx';
import { Explained } from './part.tsx';

type Dimension = FlowFigures['groups'][number];

const TITLES: Readonly<Record<Dimension['dimension'], string>> = {
  'orders-before': 'By orders before they entered',
  country: 'By country',
};
const ORDERS: Readonly<Record<string, string>> = {
  none: 'Never ordered',
  one: 'Ordered once',
  several: 'Ordered several times',
};

export function groupName(dimension: Dimension['dimension'], name: string): string {
  if (dimension === 'orders-before') return ORDERS[name] ?? name;
  if (name === '') return 'Unknown';
  return name === 'other' ? 'Other countries' : (regionName(name) ?? name);
}

/** The effect of the flow in groups of people: to look for ideas, not to claim anything. */
export function GroupsPart({ view: { groups, currency } }: { view: FlowFigures }) {
  if (groups.length === 0) return null;
  const domain = domainAroundZero(
    groups.flatMap((one) => one.groups.flatMap(({ margin }) => (margin ? [margin.lower, margin.upper] : []))),
  );
  return (
    <Explained
      title="Who it works for"
      note="Exploratory: for ideas, not a result"
      about={
        <>
          <p>
            Margin per person that the flow caused, by what was known of people before they entered, so that
            the flow cannot have changed it.
          </p>
          <p>
            Of several groups one always looks best by chance. So each is drawn towards the mean of all, the
            more so the less is known of it. The intervals hold at one look only. To be sure, try it with a
            flow of its own.
          </p>
        </>
      }
    >
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
        {groups.map((one) => (
          <GroupsTable key={one.dimension} one={one} currency={currency} domain={domain} />
        ))}
      </div>
    </Explained>
  );
}

function GroupsTable({
  one: { dimension, groups },
  currency,
  domain,
}: {
  one: Dimension;
  currency: string;
  domain: readonly [number, number];
}) {
  return (
    <table aria-label={TITLES[dimension]} className="w-full self-start text-13 tabular">
      <thead>
        <tr className="border-b border-line text-12 text-faint">
          <th scope="col" className="h-8 text-left font-medium">
            {TITLES[dimension]}
          </th>
          <th scope="col" className="h-8 pl-3 text-right font-medium">
            People
          </th>
          <th scope="col" className="h-8 pl-3 text-right font-medium">
            Margin each
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.name} className="border-b border-line/60 last:border-0">
            <th scope="row" className="py-2 text-left font-normal text-soft">
              {groupName(dimension, group.name)}
            </th>
            <td className="py-2 pl-3 text-right">{count(group.treated + group.heldOut)}</td>
            <td className="py-2 pl-3 text-right">
              {group.margin === null ? (
                <span className="text-faint">Too early to tell</span>
              ) : (
                <MoneyInterval
                  label={(amount, least, most) =>
                    `${groupName(dimension, group.name)}: ${amount}, between ${least} and ${most}`
                  }
                  of={group.margin}
                  currency={currency}
                  domain={domain}
                  width={140}
                  className="justify-end"
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
