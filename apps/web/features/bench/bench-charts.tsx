'use client';
import { formatMoney } from '@millrace/base';
import { Funnel, Interval } from '@millrace/ui';
import { Section } from './section.tsx';

const dollars = (value: number) =>
  formatMoney({ amount: Math.round(value) * 100, currency: 'USD' }, { whole: true });

export function BenchCharts() {
  return (
    <>
      <Section title="Interval">
        <div className="flex flex-wrap gap-10">
          <Interval
            estimate={3400}
            low={1100}
            high={5900}
            format={dollars}
            ends
            width={280}
            label="About $3,400 of margin, between $1,100 and $5,900"
          />
          <Interval
            estimate={900}
            low={-1600}
            high={3300}
            format={dollars}
            ends
            width={280}
            label="About $900, between −$1,600 and $3,300: not yet told apart from nothing"
          />
          <Interval
            estimate={-1900}
            low={-3100}
            high={-500}
            format={dollars}
            ends
            width={280}
            label="About −$1,900, between −$3,100 and −$500"
          />
        </div>
      </Section>
      <Section title="Funnel">
        <Funnel
          label="Abandoned cart, last 30 days"
          stages={[
            { id: 'entered', label: 'Entered', count: 1204 },
            { id: 'sent', label: 'Sent', count: 932 },
            { id: 'held', label: 'Held by quiet hours', count: 88, tone: 'waiting' },
            { id: 'refused', label: 'Refused', count: 41, tone: 'blocked', note: 'Cap, consent' },
            { id: 'opened', label: 'Opened', count: 391, onOpen: () => {} },
            { id: 'bought', label: 'Bought', count: 44, tone: 'good' },
          ]}
        />
      </Section>
    </>
  );
}
