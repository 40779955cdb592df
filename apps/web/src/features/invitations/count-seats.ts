import { formatMoney } from '../billing/format-money.ts';

/** Says under the list, while it is typed, how many seats it needs and what they will cost. */
const list = document.querySelector<HTMLTextAreaElement>('[data-seats-left]');
const answer = document.querySelector('[data-seats-needed]');

if (list && answer) {
  const say = () => {
    const sentence = seatsNeeded(list.value, list.dataset);
    if (answer.textContent !== sentence) answer.textContent = sentence;
  };
  list.addEventListener('input', say);
  say();
}

function seatsNeeded(typed: string, { seatsLeft, seatCents, seatCurrency, seatPer }: DOMStringMap): string {
  const found = typed.toLowerCase().match(/[^\s,;<>"]+@[^\s,;<>"]+/g) ?? [];
  const people = new Set(found).size;
  if (people === 0) return '';
  const left = Number(seatsLeft);
  const needed = people === 1 ? '1 address, 1 seat' : `${people} addresses, ${people} seats`;
  if (people > left) {
    return `${needed}: ${people - left} more than ${left === 1 ? 'the 1 that is' : `the ${left} that are`} left. The first in the list get one.`;
  }
  const cost = Number(seatCents ?? 0) * people;
  if (cost === 0 || !seatCurrency) return `${needed} of the ${left} left.`;
  return `${needed} of the ${left} left. Adds ${formatMoney(cost, seatCurrency)} a ${seatPer} once all have joined.`;
}
