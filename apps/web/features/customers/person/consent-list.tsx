'use client';
import type { CustomerView } from '@millrace/services/customers';
import { Icon, Menu, Button, RelativeTime, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay, useTRPC } from '../../shell/index.ts';
import { ConsentPill } from '../consent-pill.tsx';
import { CONSENTS, consentSource, OPT_IN_WORDS } from '../consent-words.ts';
import { useState } from 'react';
import { ConsentDialog, type ConsentChange } from './consent-dialog.tsx';

/** The customer's consent on each channel, with source and date, and a menu to record a change. */
export function ConsentList({ customer }: { customer: CustomerView }) {
  const may = useMay('customers:write') && customer.erasedAt === null;
  const [asked, setAsked] = useState<ConsentChange | null>(null);
  const change = useConsentChange(customer.id);
  return (
    <>
      <ul className="space-y-3">
        {CONSENTS.map((channel) => {
          const given = customer.consent[channel.id];
          const source = given && given.state !== 'never-asked' ? consentSource(given.source) : null;
          return (
            <li key={channel.id} className="text-13">
              <div className="flex items-center gap-2">
                <Icon name={channel.icon} size={14} className="text-faint" />
                <span className="flex-1">{channel.title}</span>
                <ConsentPill state={given?.state} />
                {may ? (
                  <Menu
                    align="end"
                    trigger={
                      <Button
                        look="quiet"
                        size="small"
                        icon="pencil"
                        aria-label={`Change consent to ${channel.title}`}
                        className="px-1.5"
                      />
                    }
                    entries={[
                      ...(channel.isGivenHere
                        ? [
                            {
                              label: 'They agreed',
                              icon: 'check',
                              help: 'Record how they told you',
                              onSelect: () =>
                                setAsked({ channel: channel.id, title: channel.title, state: 'subscribed' }),
                            } as const,
                          ]
                        : []),
                      {
                        label: 'They want no more',
                        icon: 'ban',
                        help: 'Takes effect at once, in all flows',
                        onSelect: () =>
                          setAsked({ channel: channel.id, title: channel.title, state: 'unsubscribed' }),
                      },
                    ]}
                  />
                ) : null}
              </div>
              {given && source ? (
                <p className="mt-0.5 pl-5.5 text-12 text-faint first-letter:uppercase">
                  {source}, <RelativeTime instant={given.at} />
                  {OPT_IN_WORDS[given.optIn ?? ''] ? ` · ${OPT_IN_WORDS[given.optIn ?? '']}` : ''}
                  {given.address ? ` · ${given.address}` : ''}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      {asked ? (
        <ConsentDialog
          change={asked}
          busy={change.isPending}
          onClose={() => setAsked(null)}
          onConfirm={(given) =>
            change.mutate(
              { id: customer.id, channel: asked.channel, state: asked.state, ...given },
              { onSuccess: () => setAsked(null) },
            )
          }
        />
      ) : null}
    </>
  );
}

function useConsentChange(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.customers.setConsent.mutationOptions({
      onSuccess: async () => {
        toast.done('The consent is recorded.');
        await Promise.all([
          queries.invalidateQueries(trpc.customers.get.queryFilter({ id })),
          queries.invalidateQueries(trpc.customers.timeline.pathFilter()),
        ]);
      },
    }),
  );
}
