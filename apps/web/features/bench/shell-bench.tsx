'use client';
import { Button, Card, EmptyState, Interval, Stat } from '@millrace/ui';
import type { Viewer } from '../../server/viewer.ts';
import { Screen } from '../shell/screen.tsx';
import { Shell } from '../shell/shell.tsx';

const VIEWER: Viewer = {
  person: { id: 'p', name: 'Ann Verger', email: 'ann@fernandsalt.com' },
  workspace: { id: 'w', name: 'Fern & Salt', currency: 'USD', timeZone: 'America/New_York' },
  role: 'owner',
  permissions: ['flows:publish'],
  demo: true,
};

export function ShellBench() {
  return (
    <Shell viewer={VIEWER}>
      <Screen
        title="Home"
        sentence={
          <>
            In the last 30 days your flows caused about <b className="font-semibold text-ink">$3,412</b> of
            margin, between $1,100 and $5,900.
          </>
        }
        actions={
          <Button look="primary" icon="plus">
            New flow
          </Button>
        }
      >
        <div className="grid gap-4 lg:grid-cols-2">
          <Card
            title="Incremental margin of your flows"
            sentence="Against the people held back, last 30 days"
          >
            <Stat size="large" label="Margin" value="$3,412" />
            <Interval
              className="mt-3"
              estimate={3412}
              low={1100}
              high={5900}
              format={(value) => `$${value}`}
              ends
              width={320}
              label="Between $1,100 and $5,900"
            />
          </Card>
          <Card title="Needs you">
            <EmptyState icon="approve" title="Nothing is waiting for you">
              Approvals, problems and flows that want a look appear here.
            </EmptyState>
          </Card>
        </div>
      </Screen>
    </Shell>
  );
}
