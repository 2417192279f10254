'use client';
import { Button, Dialog, Field, Input, RadioGroup } from '@millrace/ui';
import { useState } from 'react';

export interface ConsentChange {
  readonly channel: string;
  readonly title: string;
  readonly state: 'subscribed' | 'unsubscribed';
}

interface Given {
  readonly source: string;
  readonly optIn: 'single' | 'double' | 'unknown';
}

/** Records a consent or an opt-out with its source, which proves later how the customer gave it. */
export function ConsentDialog({
  change,
  busy,
  onClose,
  onConfirm,
}: {
  change: ConsentChange;
  busy: boolean;
  onClose: () => void;
  onConfirm: (given: Given) => void;
}) {
  const [source, setSource] = useState('');
  const [optIn, setOptIn] = useState<Given['optIn']>('single');
  const agrees = change.state === 'subscribed';
  const missing = source.trim() === '';
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={
        agrees
          ? `They agreed to ${change.title.toLowerCase()}`
          : `They want no more ${change.title.toLowerCase()}`
      }
      description={
        agrees
          ? 'From now on flows may send to them on this channel.'
          : 'No flow sends to them on this channel any more. Planned messages are not sent.'
      }
      actions={
        <>
          <Button onClick={onClose}>Keep as it is</Button>
          <Button
            look="primary"
            busy={busy}
            disabled={missing}
            onClick={() => onConfirm({ source: source.trim(), optIn: agrees ? optIn : 'unknown' })}
          >
            {agrees ? 'Record consent' : 'Unsubscribe them'}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label="How did they say so?" help="Kept with the date, as proof.">
          <Input
            value={source}
            onValueChange={(next) => setSource(next)}
            placeholder={agrees ? 'Form at the market stall' : 'Called the shop'}
            maxLength={200}
          />
        </Field>
        {agrees ? (
          <RadioGroup
            aria-label="Confirmed"
            value={optIn}
            onValueChange={setOptIn}
            options={[
              { value: 'single', label: 'They agreed once' },
              {
                value: 'double',
                label: 'They agreed and confirmed',
                help: 'By a link or a reply to a text',
              },
            ]}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
