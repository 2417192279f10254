import type { FigureView, ReportView } from '@millrace/services/reports';
import { Link, Stat } from '@millrace/ui';
import NextLink from 'next/link';
import { changeWords, figureValue, figureWords, shownFigures, toneOf } from './report-words.ts';

/** All figures of the report with how they changed. Those that have a place of their own lead there. */
export function FigureGrid({ report: { figures, currency } }: { report: ReportView }) {
  return (
    <div
      role="group"
      aria-label="Figures"
      className="grid grid-cols-2 gap-y-5 sm:grid-cols-3 lg:grid-cols-4 print:grid-cols-4 *:border-l *:border-line *:pr-3 *:pl-4"
    >
      {shownFigures(figures).map((figure) => (
        <Stat
          key={figure.id}
          label={<Label figure={figure} />}
          value={figureValue(figure, figure.value, currency)}
          note={changeWords(figure, currency)}
          tone={toneOf(figure)}
        />
      ))}
    </div>
  );
}

function Label({ figure }: { figure: FigureView }) {
  const { label, href } = figureWords(figure.id);
  return href === null ? (
    label
  ) : (
    <Link plain className="text-soft" render={<NextLink href={href} />}>
      {label}
    </Link>
  );
}
