'use client';
import { CHANNELS, reachesDevices } from '@millrace/channels';
import type { ImportView } from '@millrace/services/imports';
import { Card, Field, Input, Select } from '@millrace/ui';
import { useState } from 'react';

/** Nobody else can agree for a browser. */
const TYPED = CHANNELS.filter(({ address }) => !reachesDevices(address));

type Settings = NonNullable<ImportView['settings']>;

const BY_COLUMN = '-';

/** Where, when and to what the people in the file agreed: what proves their consent later. */
export function ConsentSettings({
  settings,
  onChange,
}: {
  settings: Settings;
  onChange: (change: Partial<Settings>) => void;
}) {
  const [source, setSource] = useState(settings.consentSource);
  return (
    <Card
      title="How these people agreed"
      sentence="Kept with each consent as proof. Nobody who unsubscribed is subscribed again, whatever the file says."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Where and how did they agree?" help="For rows that do not say it themselves.">
          <Input
            value={source}
            maxLength={200}
            placeholder="Newsletter form of the old shop"
            onValueChange={(next) => setSource(next)}
            onBlur={() =>
              source.trim() !== settings.consentSource
                ? onChange({ consentSource: source.trim() })
                : undefined
            }
          />
        </Field>
        <Field
          label="When did they agree?"
          help="For rows without a date. Refusals without one are dated today."
        >
          <Input
            type="date"
            value={settings.consentAt ?? ''}
            onValueChange={(next) => onChange({ consentAt: /^\d{4}-\d\d-\d\d$/.test(next) ? next : null })}
          />
        </Field>
        <Field label="To what?" help="For rows that name no channel.">
          <Select
            value={settings.consentChannel ?? null}
            onValueChange={(consentChannel) => onChange({ consentChannel })}
            options={TYPED.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Field>
        <Field
          label="What did they say?"
          help="For a file that has no column for it, such as a list of unsubscribed people."
        >
          <Select
            value={settings.consentState ?? BY_COLUMN}
            onValueChange={(next) => onChange({ consentState: next === BY_COLUMN ? null : next })}
            options={[
              { value: BY_COLUMN, label: 'A column says it' },
              { value: 'subscribed', label: 'Everybody in the file agreed' },
              { value: 'unsubscribed', label: 'Everybody in the file unsubscribed' },
            ]}
          />
        </Field>
      </div>
    </Card>
  );
}
