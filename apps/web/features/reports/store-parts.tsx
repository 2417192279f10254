import { count, inflected, plural } from '@millrace/base/words';
import type { ReportView } from '@millrace/services/reports';
import { Icon, Link } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from '../home/part.tsx';

/** Numbers that were not as usual. */
export function UnusualPart({ report: { unusual } }: { report: ReportView }) {
  return (
    <Part title="Not as usual">
      {unusual.length === 0 ? (
        <p className="text-13 text-pretty text-soft">Nothing stood out.</p>
      ) : (
        <ul className="space-y-2 text-13 text-pretty">
          {unusual.map(({ id, sentence, isWorse }) => (
            <li key={id} className="flex items-start gap-2">
              <Icon
                name={isWorse ? 'warning' : 'pulse'}
                size={14}
                className={`mt-0.5 ${isWorse ? 'text-broken' : 'text-soft'}`}
              />
              <Link plain render={<NextLink href={`/anomalies/${id}`} />}>
                {sentence}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** The products of which most units were sold. */
export function ProductsPart({ report: { products } }: { report: ReportView }) {
  return (
    <Part title="Sold most">
      {products.length === 0 ? (
        <p className="text-13 text-soft">Nothing was sold.</p>
      ) : (
        <ol className="text-13">
          {products.map(({ id, title, units, stock }) => (
            <li key={id} className="flex items-baseline gap-3 border-b border-line/60 py-1.5 last:border-0">
              <span className="min-w-0 flex-1 truncate" title={title}>
                {title}
              </span>
              {stock !== null && stock <= 0 ? (
                <span className="text-12 text-broken">out of stock</span>
              ) : null}
              <span className="tabular">{count(units)}</span>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

/** Products that are out of stock or nearly so. */
export function StockPart({ report: { stock, stockTotal } }: { report: ReportView }) {
  if (stockTotal === 0) return null;
  const more = stockTotal - stock.length;
  return (
    <Part title="Stock now" note={plural(stockTotal, 'product')}>
      <ul className="text-13">
        {stock.map((one, place) => (
          <li key={`${place}-${one.title}`} className="flex items-baseline gap-3 py-1">
            <span className="min-w-0 flex-1 truncate" title={one.title}>
              {one.title}
            </span>
            <span className={`tabular ${one.stock <= 0 ? 'text-broken' : 'text-soft'}`}>
              {one.stock <= 0 ? 'out of stock' : `${count(one.stock)} left`}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1 text-12 text-faint">and {count(more)} more</p> : null}
    </Part>
  );
}

/** What waits in Work. */
export function WorkPart({ work }: { work: number }) {
  if (work === 0) return null;
  return (
    <Part title="Work">
      <p className="text-13">
        <Link render={<NextLink href="/work" />}>
          {plural(work, 'thing')} {inflected(work, 'waits', 'wait')} for an answer
        </Link>
      </p>
    </Part>
  );
}
