import {
  Button,
  Checkbox,
  IconButton,
  MoneyField,
  NumberField,
  Input,
  type ControlProps,
} from '@millrace/ui';
import { currencyDecimals } from '@millrace/base';
import { formEditor } from '../form-editor.tsx';
import { recordsIn } from '../reading.ts';
import { decideOffer } from './definition.ts';

type Option = Readonly<Record<string, unknown>>;

/** An id that none of the others has. */
function idOf(base: string, others: readonly Option[]): string {
  const taken = new Set(others.map((option) => option['id']));
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
}

/** The order in which offers are listed; those of a kind stay as they were added. */
const RANKS = ['none', 'free-shipping', 'percentage', 'amount', 'gift', 'payment-plan'];

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A name as part of an id: "a tote bag" is `a-tote-bag`. */
const slug = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);

interface RowProps {
  readonly option: Option;
  readonly currency: string;
  readonly disabled: boolean | undefined;
  readonly isWrong: (field: string) => boolean;
  readonly set: (change: Option) => void;
}

/** The id says what is offered, so that what was learned of 10 % off is not taken for 15 %. */
function baseId(option: Option, currency: string): string {
  const value = numberOf(option['value']) ?? 0;
  const words = slug(textOf(option['words']));
  switch (option['kind']) {
    case 'percentage':
      return `percent-${value}`;
    case 'amount':
      return `amount-${value / 10 ** currencyDecimals(currency)}`;
    case 'gift':
      return words === '' ? 'gift' : `gift-${words}`;
    default:
      return words === '' ? 'payment-plan' : `plan-${words}`;
  }
}

/** What is asked of an offer of each kind. */
const ROWS: Readonly<Record<string, (props: RowProps) => React.ReactNode>> = {
  percentage: ({ option, disabled, isWrong, set }) => (
    <NumberField
      aria-label="Percent off"
      unit="% off"
      min={1}
      max={100}
      value={numberOf(option['value'])}
      disabled={disabled ?? false}
      className="w-36"
      invalid={isWrong('value')}
      onValueChange={(value) => set({ value: value ?? 0 })}
    />
  ),
  amount: ({ option, currency, disabled, isWrong, set }) => (
    <>
      <MoneyField
        aria-label="Amount off"
        currency={currency}
        min={1}
        value={numberOf(option['value'])}
        disabled={disabled ?? false}
        className="w-36"
        invalid={isWrong('value')}
        onValueChange={(value) => set({ value: value ?? 0 })}
      />
      <span className="text-13 text-soft">off</span>
    </>
  ),
  gift: (props) => <Named {...props} label="Gift" placeholder="a sample pack" cost="Costs you" />,
  'payment-plan': (props) => (
    <Named
      {...props}
      label="Payment plan"
      placeholder="pay in 3 parts"
      cost="Percent of the price it costs"
    />
  ),
};

/** An offer with a name, as it is said in messages, and what it costs the store. */
function Named({
  option,
  currency,
  disabled,
  isWrong,
  set,
  label,
  placeholder,
  cost,
}: RowProps & { readonly label: string; readonly placeholder: string; readonly cost: string }) {
  const common = {
    'aria-label': cost,
    disabled: disabled ?? false,
    className: 'w-28',
    invalid: isWrong('value'),
  };
  const change = (value: number | null) => set({ value: value ?? 0 });
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <Input
        aria-label={`${label} in words`}
        value={textOf(option['words'])}
        placeholder={placeholder}
        maxLength={80}
        disabled={disabled ?? false}
        invalid={isWrong('words')}
        onValueChange={(words: string) => set({ words })}
      />
      <span className="flex items-center gap-2 text-13 text-soft">
        {label === 'Gift' ? 'costs you' : 'costs'}
        {label === 'Gift' ? (
          <MoneyField
            {...common}
            currency={currency}
            min={0}
            value={numberOf(option['value'])}
            onValueChange={change}
          />
        ) : (
          <NumberField
            {...common}
            unit="%"
            min={0}
            max={30}
            value={numberOf(option['value'])}
            onValueChange={change}
          />
        )}
      </span>
    </div>
  );
}

/** The offers allowed: a reminder alone, free shipping, and any number of the other kinds. */
function OffersControl({ value, onChange, disabled, problems, path: at, currency }: ControlProps) {
  const options = recordsIn(value);
  const has = (kind: string) => options.some((option) => option['kind'] === kind);
  const rank = (option: Option) => RANKS.indexOf(String(option['kind']));
  const put = (next: readonly Option[]) => onChange(next.toSorted((left, right) => rank(left) - rank(right)));
  const toggle = (kind: 'none' | 'free-shipping', on: boolean) =>
    put(
      on ? [...options, { id: kind, kind, value: 0 }] : options.filter((option) => option['kind'] !== kind),
    );
  const largest = (kind: string) =>
    Math.max(
      0,
      ...options.flatMap((option) => (option['kind'] === kind ? (numberOf(option['value']) ?? 0) : [])),
    );
  const named = (option: Option, others: readonly Option[]): Option => ({
    ...option,
    id: idOf(baseId(option, currency), others),
  });
  const add = (option: Option) => put([...options, named(option, options)]);
  const decimals = 10 ** currencyDecimals(currency);
  const added = {
    Percentage() {
      const next = Math.min(90, largest('percentage') === 0 ? 10 : largest('percentage') + 5);
      add({ kind: 'percentage', value: next });
    },
    Amount() {
      const next = Math.round(largest('amount') / decimals) + 5;
      add({ kind: 'amount', value: next * decimals });
    },
    Gift: () => add({ kind: 'gift', value: 0, words: '' }),
    'Payment plan': () => add({ kind: 'payment-plan', value: 0, words: '' }),
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
        {options.map((option, index) => {
          const Row = ROWS[String(option['kind'])];
          return Row ? (
            // By place: the id changes while its value is typed.
            <li key={index} className="flex items-start gap-1">
              <Row
                option={option}
                currency={currency}
                disabled={disabled}
                isWrong={(field) => problems[`${at}.${index}.${field}`] !== undefined}
                set={(change) =>
                  onChange(options.with(index, named({ ...option, ...change }, options.toSpliced(index, 1))))
                }
              />
              <IconButton
                icon="x"
                label="Remove this offer"
                size="small"
                disabled={disabled}
                onClick={() => put(options.filter((_, place) => place !== index))}
              />
            </li>
          ) : null;
        })}
      </ul>
      <div className="flex flex-wrap gap-1.5" role="group" aria-label="Add an offer">
        {Object.entries(added).map(([label, onClick]) => (
          <Button
            key={label}
            size="small"
            icon="plus"
            disabled={disabled || options.length >= 12}
            onClick={onClick}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

export const DecideOfferEditor = formEditor(decideOffer.config, { offers: OffersControl });
