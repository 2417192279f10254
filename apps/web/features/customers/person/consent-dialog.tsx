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

/** A consent needs its source: who looks at it in a year wants to know how the customer said so. */
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
          ? 'From now on flows may write to them here.'
          : 'No flow writes to them here any more, and what is planned is not sent.'
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
            {agrees ? 'Write down that they agreed' : 'Unsubscribe them'}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label="How did they say so?" help="Kept with the date, as the proof.">
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
              { value: 'single', label: 'They said it once' },
              {
                value: 'double',
                label: 'They said it and confirmed it',
                help: 'By a link or an answer to a text',
              },
            ]}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
