import { fail } from '@millrace/base';
import { SMS_CHARACTERS, SMS_PARTS, smsSize, type SmsSize } from '@millrace/channels';

/** How a finished text is billed. What is too long to be sent is not counted first. @throws content-invalid when carriers would not take it */
export function measureSms(text: string): Pick<SmsSize, 'segments' | 'encoding'> {
  if (text.length > SMS_CHARACTERS)
    return fail('content-invalid', { problem: `the text is ${text.length} characters long, and at most ${SMS_CHARACTERS} can be sent` });
  const { segments, encoding } = smsSize(text);
  if (segments > SMS_PARTS)
    return fail('content-invalid', { problem: `the text is ${segments} parts long, and at most ${SMS_PARTS} can be sent` });
  return { segments, encoding };
}
