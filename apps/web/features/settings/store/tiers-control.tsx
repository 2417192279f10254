import { Button, IconButton, Input, NumberField, type ControlProps } from '@millrace/ui';

interface Tier {
  readonly name: string;
  readonly from: number | null;
}

const tiersIn = (value: unknown): readonly Tier[] =>
  Array.isArray(value)
    ? value.map((one: { name?: unknown; from?: unknown } | null) => ({
        name: typeof one?.name === 'string' ? one.name : '',
        from: typeof one?.from === 'number' ? one.from : null,
      }))
    : [];

/** Loyalty tiers: a name, and the points from which it is reached. */
export function TiersControl({ value, onChange, disabled, problems, path }: ControlProps) {
  const tiers = tiersIn(value);
  const replace = (index: number, change: Partial<Tier>) =>
    onChange(tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier)));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {tiers.length === 0 ? <p className="text-13 text-faint">No tiers.</p> : null}
      <ul className="flex flex-col gap-2">
        {tiers.map((tier, index) => {
          const problem =
            problems[`${path}.${index}.name`] ??
            problems[`${path}.${index}.from`] ??
            problems[`settings.${path}.${index}.name`];
          return (
            <li key={index} className="flex flex-col gap-1">
              <div className="flex items-center gap-2">
                <Input
                  aria-label={`Name of tier ${index + 1}`}
                  placeholder="Silver"
                  value={tier.name}
                  maxLength={40}
                  disabled={disabled}
                  invalid={problem !== undefined}
                  className="min-w-0 flex-1"
                  onValueChange={(name) => replace(index, { name })}
                />
                <span className="text-12 text-faint">from</span>
                <NumberField
                  aria-label={`Points of tier ${index + 1}`}
                  value={tier.from}
                  min={0}
                  disabled={disabled}
                  className="w-28"
                  onValueChange={(from) => replace(index, { from })}
                />
                <span className="text-12 text-faint">points</span>
                <IconButton
                  icon="x"
                  label={`Remove tier ${index + 1}`}
                  size="small"
                  disabled={disabled}
                  onClick={() => onChange(tiers.filter((_, at) => at !== index))}
                />
              </div>
              {problem ? <p className="text-12 text-broken">{problem}</p> : null}
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || tiers.length >= 10}
        onClick={() =>
          onChange([...tiers, { name: '', from: Math.max(0, ...tiers.map(({ from }) => from ?? 0)) + 500 }])
        }
      >
        Add a tier
      </Button>
    </div>
  );
}
