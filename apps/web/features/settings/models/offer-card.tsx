'use client';
import { count } from '@millrace/base/words';
import { Card, EmptyState, Money, RelativeTime, Table } from '@millrace/ui';
import type { ModelView } from '@millrace/services';
import { optionWords } from '../../customers/timeline/decision-words.ts';
import { useViewer } from '../../shell/index.ts';
import { triesOf, type Tries } from './tries.ts';

/** Which offer earned what, as far as it was tried. */
export function OfferCard({ model }: { model: ModelView | null }) {
  const { workspace } = useViewer();
  const tries = model ? triesOf(model.report) : [];
  return (
    <Card
      title="Which offer pays?"
      sentence="Learns which offer earns the most margin for whom. It tries what it is unsure of a little, and what pays a lot."
    >
      {tries.length === 0 ? (
        <EmptyState icon="gift" title="No offer has been decided and watched to its end yet">
          It learns from each offer once the attribution window after it is over. Until then it explores the options your flow allows,
          within your margin floor.
        </EmptyState>
      ) : (
        <>
          <Table<Tries>
            label="Offers tried"
            rows={tries}
            rowKey={(row) => row.option}
            columns={[
              { id: 'option', header: 'Offer', cell: (row) => optionWords(row.option) },
              { id: 'tries', header: 'Tried', align: 'right', cell: (row) => count(row.tries) },
              {
                id: 'reward',
                header: 'Margin a try',
                align: 'right',
                cell: (row) => <Money amount={Math.round(row.reward / Math.max(1, row.tries))} currency={workspace.currency} />,
              },
            ]}
          />
          {model ? (
            <p className="mt-3 text-12 text-faint">
              Trained <RelativeTime instant={model.trainedAt} />
            </p>
          ) : null}
        </>
      )}
    </Card>
  );
}
