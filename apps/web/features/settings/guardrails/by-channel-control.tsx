'use client';
import { Field, Input, Switch, WeekdayField, type Control } from '@millrace/ui';
import { CONSENTS } from '../../customers/consent-words.ts';

interface QuietTime {
  readonly from?: string;
  readonly until?: string;
  readonly weekdays?: readonly number[];
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Quiet hours of single channels that differ from those of all channels. */
export const ByChannelControl: Control = ({ value, onChange, disabled, root }) => {
  const own = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, QuietTime>
  >;
  const shared = {
    from: String(root['from'] ?? '21:00'),
    until: String(root['until'] ?? '09:00'),
    weekdays: (root['weekdays'] as number[] | undefined) ?? EVERY_DAY,
  };
  const set = (channel: string, next: QuietTime | null) => {
    const { [channel]: _, ...others } = own;
    onChange(next === null ? others : { ...others, [channel]: next });
  };
  return (
    <div className="divide-y divide-line/60 rounded-lg border border-line">
      {CONSENTS.map(({ id, title }) => {
        const given = own[id];
        return (
          <div key={id} className="p-3">
            <Switch
              label={`Other hours for ${title.toLowerCase()}`}
              checked={given !== undefined}
              disabled={disabled}
              onCheckedChange={(on) => set(id, on ? shared : null)}
            />
            {given ? (
              <Hours
                title={title}
                given={{ ...shared, ...given }}
                disabled={disabled}
                onChange={(next) => set(id, next)}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
};

function Hours({
  title,
  given,
  disabled,
  onChange,
}: {
  title: string;
  given: Required<QuietTime>;
  disabled: boolean;
  onChange: (next: QuietTime) => void;
}) {
  return (
    <div className="mt-3 space-y-3">
      <div className="flex flex-wrap gap-3">
        <Field label="Quiet from">
          <Input
            type="time"
            value={given.from}
            disabled={disabled}
            onValueChange={(from) => onChange({ ...given, from })}
            className="w-32"
          />
        </Field>
        <Field label="Quiet until">
          <Input
            type="time"
            value={given.until}
            disabled={disabled}
            onValueChange={(until) => onChange({ ...given, until })}
            className="w-32"
          />
        </Field>
      </div>
      <WeekdayField
        aria-label={`Days for ${title}`}
        value={given.weekdays}
        disabled={disabled}
        onValueChange={(weekdays) => onChange({ ...given, weekdays })}
      />
    </div>
  );
}
