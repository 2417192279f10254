import { Button, IconButton, Input, NumberField, type ControlProps } from '@millrace/ui';

interface Supplier {
  readonly vendor: string;
  readonly leadDays: number | null;
  readonly leadSpreadDays: number | null;
  readonly minimum: number | null;
  readonly pack: number | null;
}

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const suppliersIn = (value: unknown): readonly Supplier[] =>
  Array.isArray(value)
    ? value.map((one: Readonly<Record<string, unknown>> | null) => ({
        vendor: typeof one?.['vendor'] === 'string' ? one['vendor'] : '',
        leadDays: numberIn(one?.['leadDays']),
        leadSpreadDays: numberIn(one?.['leadSpreadDays']),
        minimum: numberIn(one?.['minimum']),
        pack: numberIn(one?.['pack']),
      }))
    : [];

const FIGURES = [
  { name: 'leadDays', label: 'Lead time', about: 'days', min: 0 },
  { name: 'leadSpreadDays', label: 'Varies by', about: 'days', min: 0 },
  { name: 'minimum', label: 'Least order', about: 'units', min: 1 },
  { name: 'pack', label: 'Pack', about: 'units', min: 1 },
] as const;
const MOST = 200;

/** Vendors whose lead time, least order or pack differ from those of the store. */
export function SuppliersControl({ value, onChange, disabled, problems, path }: ControlProps) {
  const suppliers = suppliersIn(value);
  const replace = (index: number, change: Partial<Supplier>) =>
    onChange(suppliers.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {suppliers.length === 0 ? <p className="text-13 text-faint">No vendor differs.</p> : null}
      <ul className="flex flex-col gap-4">
        {suppliers.map((supplier, index) => {
          const problem = ['vendor', ...FIGURES.map(({ name }) => name)]
            .flatMap((name) => [
              problems[`${path}.${index}.${name}`],
              problems[`settings.${path}.${index}.${name}`],
            ])
            .find((one) => one !== undefined);
          const name = `vendor ${index + 1}`;
          return (
            <li key={index} className="flex flex-col gap-2">
              <div className="flex items-center gap-2">
                <Input
                  aria-label={`Name of ${name}`}
                  placeholder="North Mill"
                  value={supplier.vendor}
                  maxLength={200}
                  disabled={disabled}
                  invalid={problem !== undefined}
                  className="min-w-0 flex-1"
                  onValueChange={(vendor) => replace(index, { vendor })}
                />
                <IconButton
                  icon="x"
                  label={`Remove ${name}`}
                  size="small"
                  disabled={disabled}
                  onClick={() => onChange(suppliers.filter((_, at) => at !== index))}
                />
              </div>
              <div className="grid grid-cols-2 gap-2">
                {FIGURES.map(({ name: figure, label, about, min }) => (
                  <div key={figure} className="flex min-w-0 flex-col gap-1 text-12 text-faint">
                    {label}, {about}
                    <NumberField
                      aria-label={`${label} of ${name}, ${about}`}
                      value={supplier[figure]}
                      min={min}
                      disabled={disabled}
                      onValueChange={(next) => replace(index, { [figure]: next })}
                    />
                  </div>
                ))}
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
        disabled={disabled || suppliers.length >= MOST}
        onClick={() =>
          onChange([...suppliers, { vendor: '', leadDays: null, leadSpreadDays: null, minimum: 1, pack: 1 }])
        }
      >
        Add a vendor
      </Button>
    </div>
  );
}
