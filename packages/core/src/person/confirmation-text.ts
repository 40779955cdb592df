/** What a person types to show that they mean it: what they know of themself, and reads back what is going to go. */
export function confirmationText({ name, email }: { name: string; email: string }): string {
  return email || name || 'erase my data';
}
