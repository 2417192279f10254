'use client';
import { regionName } from '@millrace/base/words';
import type { ImportView } from '@millrace/services/imports';
import { Card, Checkbox, Field, Input, Select } from '@millrace/ui';
import { useState } from 'react';

type Settings = NonNullable<ImportView['settings']>;

const NONE = '-';

/** How the file is written. Recognised by itself; everything can be changed. */
export function ReadSettings({
  one,
  settings,
  onChange,
}: {
  one: ImportView;
  settings: Settings;
  onChange: (change: Partial<Settings>) => void;
}) {
  return (
    <Card
      title="How the file is read"
      sentence="Recognised from the file. Change it if the first rows look wrong."
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field label="Encoding">
          <Select
            value={settings.encoding}
            onValueChange={(encoding) => onChange({ encoding })}
            options={[
              { value: 'utf-8', label: 'UTF-8' },
              { value: 'windows-1252', label: 'Windows-1252 (Western European)' },
              { value: 'utf-16le', label: 'UTF-16, little endian' },
              { value: 'utf-16be', label: 'UTF-16, big endian' },
            ]}
          />
        </Field>
        <Field label="Separator">
          <Select
            value={settings.separator}
            onValueChange={(separator) => onChange({ separator })}
            options={[
              { value: ',', label: 'Comma' },
              { value: ';', label: 'Semicolon' },
              { value: '\t', label: 'Tab' },
              { value: '|', label: 'Bar' },
            ]}
          />
        </Field>
        <Field label="First row" group>
          <Checkbox
            checked={settings.header}
            onCheckedChange={(header) => onChange({ header })}
            label="Has the names of the columns"
          />
        </Field>
        <Field
          label="Dates such as 03/04/2026 mean"
          help="Rows with such a date are refused until you choose."
        >
          <Select
            value={settings.dateOrder}
            onValueChange={(dateOrder) => onChange({ dateOrder })}
            options={[
              { value: 'unknown', label: 'Not chosen' },
              { value: 'day-first', label: '3 April: the day comes first' },
              { value: 'month-first', label: 'March 4: the month comes first' },
            ]}
          />
        </Field>
        <Field label="Numbers are written">
          <Select
            value={settings.decimal}
            onValueChange={(decimal) => onChange({ decimal })}
            options={[
              { value: 'point', label: '1,234.50' },
              { value: 'comma', label: '1.234,50' },
            ]}
          />
        </Field>
        <PhoneCountry country={settings.country} onChange={(country) => onChange({ country })} />
        {one.kind === 'customers' ? (
          <Field label="Customers you know already">
            <Select
              value={settings.known}
              onValueChange={(known) => onChange({ known })}
              options={[
                { value: 'update', label: 'Are updated', help: 'What the file says replaces what is known' },
                { value: 'fill', label: 'Only get what is missing', help: 'What is known stays' },
              ]}
            />
          </Field>
        ) : null}
        {one.kind === 'customers' && one.lists.length > 0 ? (
          <Field label="Put them on a list" help="Everybody in the file, also who is known already.">
            <Select
              value={settings.list ?? NONE}
              onValueChange={(list) => onChange({ list: list === NONE ? null : list })}
              options={[
                { value: NONE, label: 'No list' },
                ...one.lists.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        ) : null}
        {one.shops.length > 0 ? (
          <Field label={one.kind === 'orders' ? 'Orders are from' : 'Numbers of customers are from'}>
            <Select
              value={settings.shop ?? NONE}
              onValueChange={(shop) => onChange({ shop: shop === NONE ? null : shop })}
              options={[
                { value: NONE, label: 'A shop that is not connected' },
                ...one.shops.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        ) : null}
        {settings.shop === null ? (
          <ShopName name={settings.shopName} onChange={(shopName) => onChange({ shopName })} />
        ) : null}
      </div>
    </Card>
  );
}

/** Keeps apart the numbers of several shops that are not connected. */
function ShopName({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  return (
    <Field label="Name of that shop" optional help="When files of several shops have the same numbers.">
      <Input
        value={typed}
        maxLength={60}
        onValueChange={(next) => setTyped(next)}
        onBlur={() => (typed.trim() !== name ? onChange(typed.trim()) : undefined)}
      />
    </Field>
  );
}

function PhoneCountry({
  country,
  onChange,
}: {
  country: string | null;
  onChange: (country: string | null) => void;
}) {
  const [typed, setTyped] = useState(country ?? '');
  const code = typed.trim().toUpperCase();
  const isCode = /^[A-Z]{2}$/.test(code);
  return (
    <Field
      label="Phone numbers without country code are from"
      optional
      help={isCode ? regionName(code) : 'The code of a country, such as DE.'}
    >
      <Input
        value={typed}
        maxLength={2}
        onValueChange={(next) => setTyped(next)}
        onBlur={() => (isCode || code === '' ? onChange(code === '' ? null : code) : undefined)}
      />
    </Field>
  );
}
