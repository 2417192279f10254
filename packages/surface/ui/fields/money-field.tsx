'use client';
import { currencyDecimals } from '@millrace/base';
import { NumberField } from './number-field.tsx';

export interface MoneyFieldProps {
  /** Minor units of the currency (cents); an integer. */
  value: number | null;
  onValueChange: (minorUnits: number | null) => void;
  /** ISO 4217 code. */
  currency: string;
  min?: number;
  max?: number;
  id?: string;
  disabled?: boolean;
  invalid?: boolean;
  'aria-label'?: string;
  className?: string;
}

/** An amount of money: typed in major units, stored as an integer in minor units. */
export function MoneyField({ value, onValueChange, currency, min, max, ...rest }: MoneyFieldProps) {
  const scale = 10 ** currencyDecimals(currency);
  return (
    <NumberField
      {...rest}
      value={value === null ? null : value / scale}
      onValueChange={(amount) => onValueChange(amount === null ? null : Math.round(amount * scale))}
      format={{ style: 'currency', currency }}
      {...(min === undefined ? {} : { min: min / scale })}
      {...(max === undefined ? {} : { max: max / scale })}
    />
  );
}
