import { SegmentedMessage } from 'sms-segments-calculator';

export interface SmsSize {
  /** Parts the carrier bills. */
  readonly segments: number;
  /** `GSM-7` holds 160 characters in one part and 153 in each of several; `UCS-2` (emoji, most scripts) 70 and 67. */
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly characters: number;
}

/** How a text is billed, by 3GPP TS 23.038 (alphabets) and 23.040 (concatenation header). */
export function smsSize(text: string): SmsSize {
  if (text === '') return { segments: 0, encoding: 'GSM-7', characters: 0 };
  const measured = new SegmentedMessage(text);
  return {
    segments: measured.segmentsCount,
    encoding: measured.encodingName === 'GSM-7' ? 'GSM-7' : 'UCS-2',
    characters: measured.numberOfCharacters,
  };
}
