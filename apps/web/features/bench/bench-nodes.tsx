'use client';
import { FAMILY_NAMES, FamilyMark, Icon, IconButton, NodeCard } from '@millrace/ui';
import { Row, Section } from './section.tsx';

export function BenchNodes() {
  return (
    <Section title="Nodes">
      <Row>
        {FAMILY_NAMES.map((family) => (
          <FamilyMark key={family} family={family} />
        ))}
      </Row>
      <div className="-m-4 flex flex-wrap items-start gap-6 rounded-lg bg-ground p-4">
        <NodeCard
          family="trigger"
          icon="cart"
          title="Abandoned cart"
          sentence="When a cart over $30 is left for 15 minutes; once for each cart"
          counts={
            <>
              <span>
                <b className="text-ink">1,204</b> entered
              </span>
              <span>
                <b className="text-ink">121</b> held back
              </span>
            </>
          }
        />
        <NodeCard
          family="wait"
          title="Wait"
          sentence="Wait 3 hours"
          aside={<span className="text-12 text-soft tabular">86</span>}
        />
        <NodeCard
          family="path"
          icon="branch"
          title="Have they bought before?"
          sentence="Bought 2 or more times; otherwise everyone else"
          selected
        />
        <NodeCard
          family="decision"
          title="Which offer"
          sentence="None, free shipping or 5%; never to full-price buyers, never below 22% margin"
          aside={<IconButton icon="more" label="More" size="small" />}
        />
        <NodeCard
          family="message"
          icon="envelope"
          title="You left something behind"
          sentence="E-mail with the products of the cart, in their best hour"
          counts={
            <>
              <span>
                <b className="text-ink">932</b> sent
              </span>
              <span>
                <b className="text-ink">391</b> opened
              </span>
              <span>
                <b className="text-ink">44</b> bought
              </span>
            </>
          }
        />
        <NodeCard
          family="message"
          icon="message"
          title="Text message"
          sentence="No message written yet"
          problems={['Write the text of this message.', 'No link']}
        />
        <NodeCard
          family="action"
          icon="percent"
          title="Unique code"
          sentence="10% for 48 hours, one for each person"
        />
        <NodeCard family="end" title="End" />
        <NodeCard family="message" icon="bell" title="Push" sentence="Left out by the search" dimmed />
      </div>
      <p className="flex items-center gap-1.5 text-12 text-faint">
        <Icon name="info" size={12} />
        Hue, icon and outline each tell the family by themselves.
      </p>
    </Section>
  );
}
