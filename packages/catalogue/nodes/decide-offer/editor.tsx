import { Button, Checkbox, IconButton, NumberField, SchemaForm, type ControlProps } from '@millrace/ui';
import type { NodeEditorProps } from '../editors.tsx';
import { recordsIn } from '../reading.ts';
import { decideOffer } from './definition.ts';

type Option = Readonly<Record<string, unknown>>;
const percentId = (value: number, taken: ReadonlySet<string>): string => {
  const base = `percent-${value}`;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
};

/** The offers allowed: a reminder alone, free shipping, and percentages from small to large. */
function OffersControl({ value, onChange, disabled, problems, path: at }: ControlProps) {
  const options = recordsIn(value);
  const has = (kind: string) => options.some((option) => option['kind'] === kind);
  const set = (next: readonly Option[]) => {
    const rank = (option: Option) =>
      option['kind'] === 'none' ? -2 : option['kind'] === 'free-shipping' ? -1 : 0;
    onChange([...next].sort((left, right) => rank(left) - rank(right)));
  };
  const toggle = (kind: 'none' | 'free-shipping', on: boolean) =>
    set(
      on ? [...options, { id: kind, kind, value: 0 }] : options.filter((option) => option['kind'] !== kind),
    );
  const addPercentage = () => {
    const values = options.flatMap((option) =>
      option['kind'] === 'percentage' && typeof option['value'] === 'number' ? [option['value']] : [],
    );
    const next = Math.min(90, values.length === 0 ? 10 : Math.max(...values) + 5);
    set([
      ...options,
      {
        id: percentId(next, new Set(options.map((option) => String(option['id'])))),
        kind: 'percentage',
        value: next,
      },
    ]);
  };
  return (
    <div className="flex flex-col gap-2.5">
      <Checkbox
        checked={has('none')}
        onCheckedChange={(on) => toggle('none', on)}
        label="A reminder without an offer"
        help="Needed to learn who comes back anyway."
        disabled={disabled}
      />
      <Checkbox
        checked={has('free-shipping')}
        onCheckedChange={(on) => toggle('free-shipping', on)}
        label="Free shipping"
        disabled={disabled}
      />
      <ul className="flex flex-col gap-1.5">
        {options.map((option, index) =>
          option['kind'] === 'percentage' ? (
            <li key={String(option['id'])} className="flex items-center gap-1">
              <NumberField
                aria-label="Percent off"
                unit="% off"
                min={1}
                max={100}
                value={typeof option['value'] === 'number' ? option['value'] : null}
                disabled={disabled}
                className="w-36"
                invalid={problems[`${at}.${index}.value`] !== undefined}
                onValueChange={(percent) =>
                  onChange(
                    options.map((other, place) =>
                      place === index ? { ...other, value: percent ?? 0 } : other,
                    ),
                  )
                }
              />
              <IconButton
                icon="x"
                label="Remove this discount"
                size="small"
                disabled={disabled}
                onClick={() => set(options.filter((_, place) => place !== index))}
              />
            </li>
          ) : null,
        )}
      </ul>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || options.length >= 12}
        onClick={addPercentage}
      >
        Add a percentage
      </Button>
    </div>
  );
}

export function DecideOfferEditor({
  config,
  onChange,
  problems,
  controls,
  currency,
  disabled,
}: NodeEditorProps) {
  return (
    <SchemaForm
      schema={decideOffer.config}
      value={config}
      onChange={onChange}
      problems={problems}
      controls={{ ...controls, offers: OffersControl }}
      currency={currency}
      disabled={disabled}
    />
  );
}
