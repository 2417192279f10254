import { CHANNELS } from '@millrace/channels';
import { formatMoney } from '@millrace/base';
import { Field, MoneyField, type ControlProps } from '@millrace/ui';

/** Messages whose cost is asked for at once: one often costs a part of a cent. */
const THOUSAND = 1_000;

/** What messages of each channel cost, stored for one message. Without it, what providers usually charge counts. */
export function MessageCostsControl({ value, onChange, disabled, problems, path, currency }: ControlProps) {
  const costs = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {CHANNELS.map(({ id, title, usualCost }) => {
        const own = costs[id];
        return (
          <Field
            key={id}
            label={title}
            help={`Usually ${formatMoney({ amount: Math.round(usualCost * THOUSAND), currency })}`}
            error={problems[`${path}.${id}`] ?? problems[`settings.${path}.${id}`]}
          >
            <MoneyField
              value={typeof own === 'number' ? Math.round(own * THOUSAND) : null}
              currency={currency}
              disabled={disabled}
              onValueChange={(next) => {
                const { [id]: _old, ...rest } = costs;
                onChange(next === null ? rest : { ...rest, [id]: next / THOUSAND });
              }}
            />
          </Field>
        );
      })}
    </div>
  );
}
