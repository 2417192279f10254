'use client';
import type { CustomerView } from '@millrace/services/customers';
import { Button, Menu, IconButton } from '@millrace/ui';
import { useState } from 'react';
import { useCommands, useMay } from '../../shell/index.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { useExport } from './use-export.ts';

/** Actions for one customer: put into a flow, export their data, erase. */
export function PersonActions({ customer, name }: { customer: CustomerView; name: string }) {
  const [asked, setAsked] = useState<'enrol' | 'erase' | null>(null);
  const gone = customer.erasedAt !== null;
  const mayEnrol = useMay('flows:publish') && !gone;
  const mayExport = useMay('customers:export');
  const mayErase = useMay('customers:erase') && !gone;
  const exportOf = useExport();
  const download = () => exportOf(customer.id, name);
  useCommands([
    ...(mayEnrol
      ? [
          {
            id: 'enrol',
            title: `Put ${name} into a flow`,
            group: 'Customers',
            icon: 'flows',
            run: () => setAsked('enrol'),
          },
        ]
      : []),
    ...(mayExport
      ? [
          {
            id: 'export',
            title: `Export the data of ${name}`,
            group: 'Customers',
            icon: 'download',
            run: () => void download(),
          },
        ]
      : []),
    ...(mayErase
      ? [
          {
            id: 'erase',
            title: `Erase ${name}`,
            group: 'Customers',
            icon: 'user-x',
            run: () => setAsked('erase'),
          },
        ]
      : []),
  ]);
  return (
    <>
      {mayEnrol ? (
        <Button icon="flows" onClick={() => setAsked('enrol')}>
          Put into a flow
        </Button>
      ) : null}
      {mayExport || mayErase ? (
        <Menu
          align="end"
          trigger={<IconButton icon="more" label="More actions" look="secondary" />}
          entries={[
            ...(mayExport
              ? [
                  {
                    label: 'Export all data',
                    icon: 'download',
                    help: 'As JSON, for the customer or for another system',
                    onSelect: () => void download(),
                  },
                ]
              : []),
            ...(mayExport && mayErase ? [null] : []),
            ...(mayErase
              ? [
                  {
                    label: 'Erase this customer',
                    icon: 'user-x',
                    danger: true,
                    onSelect: () => setAsked('erase'),
                  },
                ]
              : []),
          ]}
        />
      ) : null}
      {asked === 'enrol' ? (
        <EnrolDialog customer={customer} name={name} onClose={() => setAsked(null)} />
      ) : null}
      {asked === 'erase' ? (
        <EraseDialog customer={customer} name={name} onClose={() => setAsked(null)} />
      ) : null}
    </>
  );
}
