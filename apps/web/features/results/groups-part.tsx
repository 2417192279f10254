'use client';
import { formatMoney } from '@millrace/base';
import { count, regionName } from '@millrace/base/words';
import type { FlowFigures } from '@millrace/services/measure';
import { domainAroundZero, Interval } from '@millrace/ui';
import { Explained } from './part.tsx';

type Dimension = FlowFigures['groups'][number];
type Group = Dimension['groups'][number];

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
              <Effect
                name={groupName(dimension, group.name)}
                margin={group.margin}
                currency={currency}
                domain={domain}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Effect({
  name,
  margin,
  currency,
  domain,
}: {
  name: string;
  margin: Group['margin'];
  currency: string;
  domain: readonly [number, number];
}) {
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency }, { signed: true });
  if (margin === null) return <span className="text-faint">Too early to tell</span>;
  const words = `${money(margin.estimate)}, between ${money(margin.lower)} and ${money(margin.upper)}`;
  return (
    <span className="flex items-center justify-end gap-x-4">
      <Interval
        estimate={margin.estimate}
        low={margin.lower}
        high={margin.upper}
        domain={domain}
        format={money}
        label={`${name}: ${words}`}
        width={140}
        className="max-md:hidden"
      />
      <span className="whitespace-nowrap">
        {money(margin.estimate)}
        <span className="block text-12 text-faint">
          {money(margin.lower)} to {money(margin.upper)}
        </span>
      </span>
    </span>
  );
}
