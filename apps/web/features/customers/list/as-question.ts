/** Turns typed text into a query: a whole phone number or store id matches exactly, other text matches beginnings. */
export function asQuestion(typed: string): { search?: string; phone?: string; externalId?: string } {
  const text = typed.trim();
  if (text === '') return {};
  if (/^\+\d[\d\s()./-]{5,}$/.test(text)) return { phone: text.replace(/[^\d+]/g, '') };
  if (/^\d{6,}$/.test(text)) return { externalId: text };
  return { search: text };
}
