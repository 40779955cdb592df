import { priceText } from './price-text.ts';
import { seatCost } from './seat-cost.ts';

/** Keeps the calculator's table in step with its slider and its number. Without it, the table is that of its first team. */
for (const calculator of document.querySelectorAll<HTMLElement>('.calculator')) {
  const inputs = [...calculator.querySelectorAll<HTMLInputElement>('input')];
  const rows = [...calculator.querySelectorAll<HTMLTableRowElement>('tr[data-seats]')];
  calculator.classList.add('ready');

  calculator.addEventListener('input', ({ target }) => {
    const asked = target as HTMLInputElement;
    const people = Math.min(Number(asked.max), Math.max(1, Math.round(asked.valueAsNumber)));
    if (Number.isNaN(people)) return;
    for (const input of inputs) if (input !== asked) input.valueAsNumber = people;
    for (const place of calculator.querySelectorAll('[data-people]')) place.textContent = String(people);
    for (const row of rows) show(row, people);
  });
  // While one types, a number may be on its way to another; once it is left, it is the one that the table is of.
  calculator.addEventListener('change', () => {
    const [slider, number] = inputs;
    const shown = Number(calculator.querySelector('[data-people]')?.textContent);
    if (slider) slider.valueAsNumber = shown;
    if (number) number.valueAsNumber = shown;
  });
}

function show(row: HTMLTableRowElement, people: number): void {
  const { perMonth, perYear, seats, currency = '' } = row.dataset;
  const cost = seatCost(
    { perMonth: Number(perMonth), perYear: Number(perYear), seats: Number(seats) },
    people,
  );
  const amounts = cost && [cost.monthly / 12, cost.yearly / 12, cost.saved];
  for (const [index, cell] of row.querySelectorAll('td').entries()) {
    cell.textContent = amounts ? priceText(amounts[index] ?? 0, currency) : index === 0 ? 'Too small' : '—';
  }
}
