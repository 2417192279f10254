/** An exact decimal: `digits` divided by 10 to the power of `places`. 7.25 is 725 with 2. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** A number with more digits is no price, share or count, and arithmetic on it would take forever. */
const MOST_DIGITS = 40;
/** Decimal places of a division that does not come out even. */
const DIVISION_PLACES = 15;

const ZERO: Decimal = { digits: 0n, places: 0 };
const WRITTEN = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?\s*$/i;

/** A number, or a text that is one; anything else counts as zero. */
export function toDecimal(value: unknown): Decimal {
  const text =
    typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : typeof value === 'string'
        ? value
        : '';
  const [, sign = '', whole = '', part = '', power = '0'] = WRITTEN.exec(text.slice(0, 200)) ?? [];
  if (whole === '' && part === '') return ZERO;
  const exponent = Number(power) - part.length;
  if (whole.length + part.length > MOST_DIGITS || Math.abs(exponent) > MOST_DIGITS) return ZERO;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${part}`);
  return exponent > 0
    ? { digits: digits * 10n ** BigInt(exponent), places: 0 }
    : { digits, places: -exponent };
}

/**
 * The number for the rest of the template: a number when exact, otherwise its digits as text. Null when it is
 * larger, or finer, than any message needs.
 */
export function fromDecimal({ digits, places }: Decimal): number | string | null {
  const negative = digits < 0n;
  const all = (negative ? -digits : digits).toString();
  if (all.length > MOST_DIGITS * 2 || places > MOST_DIGITS * 2) return null;
  const padded = all.padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  const part = places === 0 ? '' : padded.slice(padded.length - places).replace(/0+$/, '');
  const text = `${negative && /[1-9]/.test(whole + part) ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
  const number = Number(text);
  return String(number) === text ? number : text;
}

function aligned(left: Decimal, right: Decimal): { left: bigint; right: bigint; places: number } {
  const places = Math.max(left.places, right.places);
  return {
    left: left.digits * 10n ** BigInt(places - left.places),
    right: right.digits * 10n ** BigInt(places - right.places),
    places,
  };
}

export function add(one: Decimal, two: Decimal): Decimal {
  const { left, right, places } = aligned(one, two);
  return { digits: left + right, places };
}

export function subtract(one: Decimal, two: Decimal): Decimal {
  const { left, right, places } = aligned(one, two);
  return { digits: left - right, places };
}

export const multiply = (one: Decimal, two: Decimal): Decimal => ({
  digits: one.digits * two.digits,
  places: one.places + two.places,
});

/** Rounded at the fifteenth decimal place when it does not come out even. Null for division by zero. */
export function divide(one: Decimal, two: Decimal): Decimal | null {
  if (two.digits === 0n) return null;
  const { left, right } = aligned(one, two);
  return roundTo(
    { digits: (left * 10n ** BigInt(DIVISION_PLACES + 1)) / right, places: DIVISION_PLACES + 1 },
    DIVISION_PLACES,
  );
}

/** The remainder of a division, with the sign of the divisor. Null for division by zero. */
export function remainder(one: Decimal, two: Decimal): Decimal | null {
  if (two.digits === 0n) return null;
  const { left, right, places } = aligned(one, two);
  return { digits: ((left % right) + right) % right, places };
}

/**
 * Rounded to decimal places, halves away from zero, as for prices. Negative places round to tens and
 * hundreds.
 */
export function roundTo(value: Decimal, places: number): Decimal {
  const drop = value.places - places;
  if (drop <= 0) return value;
  const unit = 10n ** BigInt(Math.min(drop, MOST_DIGITS * 2));
  const half = unit / 2n;
  const rounded = (value.digits + (value.digits < 0n ? -half : half)) / unit;
  return places >= 0
    ? { digits: rounded, places }
    : { digits: rounded * 10n ** BigInt(Math.min(-places, MOST_DIGITS)), places: 0 };
}

/** The nearest integer below (`-1`) or above (`1`). */
export function wholeTowards(value: Decimal, direction: 1 | -1): Decimal {
  const unit = 10n ** BigInt(value.places);
  const cut = value.digits / unit;
  const rest = value.digits % unit;
  if (rest === 0n || rest < 0n !== direction < 0) return { digits: cut, places: 0 };
  return { digits: cut + BigInt(direction), places: 0 };
}

export function compare(one: Decimal, two: Decimal): number {
  const { left, right } = aligned(one, two);
  return left < right ? -1 : left > right ? 1 : 0;
}
