import { languageOf, localeOf } from '@archipelago/core/language/languages';
import { fillMessage, type Message } from '@archipelago/core/language/message';
import { formatAverage } from './format-average.ts';
import { keepTrying } from './keep-trying.ts';

/** Likes and ratings show at once, and go back to what they were when they are refused. Without this, the forms post. */
const language = languageOf({ language: document.documentElement.lang });
const section = document.querySelector<HTMLElement>('[data-reactions]');
if (section) begin(section);

function begin(section: HTMLElement): void {
  const told = {
    likes: Number(section.dataset.likes),
    ratings: Number(section.dataset.ratings),
    stars: Number(section.dataset.stars),
  };
  const words = {
    ratings: JSON.parse(section.dataset.ratingsText ?? '""') as Message,
    notRated: section.dataset.notRatedText ?? '',
    unreachable: section.dataset.unreachableText ?? '',
  };
  const message = section.querySelector<HTMLElement>('[data-reaction-message]');
  const say = (text: string) => {
    const line = document.createElement('p');
    line.className = 'hint bad';
    line.textContent = text;
    message?.replaceChildren(...(text ? [line] : []));
  };
  const inSection = (selector: string) => section.querySelector<HTMLElement>(selector);
  const like = section.querySelector<HTMLFormElement>('form[data-reaction="like"]');
  const rate = section.querySelector<HTMLFormElement>('form[data-reaction="rate"]');

  const button = like?.querySelector('button');
  const field = like?.querySelector<HTMLInputElement>('[name="liked"]');
  if (like && button && field) {
    const initially = button.getAttribute('aria-pressed') === 'true' ? 'yes' : 'no';
    const others = told.likes - (initially === 'yes' ? 1 : 0);
    const change = keepTrying(
      initially,
      (liked) => post(like, { liked }, words.unreachable),
      (liked, problem) => {
        button.setAttribute('aria-pressed', String(liked === 'yes'));
        field.value = liked === 'yes' ? 'no' : 'yes';
        write(inSection('[data-like-count]'), shown(others + (liked === 'yes' ? 1 : 0)));
        say(problem ?? '');
      },
    );
    like.addEventListener('submit', (event) => {
      event.preventDefault();
      change(field.value);
    });
  }

  const buttons = [...(rate?.querySelectorAll<HTMLButtonElement>('[data-star]') ?? [])];
  if (rate) {
    const initially = buttons.find((one) => one.getAttribute('aria-pressed') === 'true')?.dataset.star ?? '0';
    const others = {
      ratings: told.ratings - (initially === '0' ? 0 : 1),
      stars: told.stars - Number(initially),
    };
    const change = keepTrying(
      initially,
      (stars) => post(rate, { stars }, words.unreachable),
      (given, problem) => {
        for (const one of buttons) {
          one.toggleAttribute('data-filled', Number(one.dataset.star) <= Number(given));
          one.setAttribute('aria-pressed', String(one.dataset.star === given));
          one.value = one.dataset.star === given ? '0' : (one.dataset.star ?? '0');
        }
        const ratings = others.ratings + (given === '0' ? 0 : 1);
        const average = ratings ? formatAverage((others.stars + Number(given)) / ratings, language) : '';
        write(inSection('[data-average]'), average);
        const count = fillMessage(words.ratings, { count: ratings }, language);
        write(inSection('[data-rating-count]'), ratings ? count : words.notRated);
        say(problem ?? '');
      },
    );
    rate.addEventListener('submit', (event) => {
      event.preventDefault();
      change((event.submitter as HTMLButtonElement).value);
    });
  }
}

function write(element: HTMLElement | null, text: string): void {
  if (element) element.textContent = text;
}

function shown(count: number): string {
  return count.toLocaleString(localeOf(language));
}

/** Null when it is done, or why it is not. */
async function post(
  form: HTMLFormElement,
  given: Record<string, string>,
  unreachable: string,
): Promise<string | null> {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(given)) body.set(name, value);
  try {
    const answer = await fetch(form.action, {
      // Whoever likes and leaves has liked.
      keepalive: true,
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    });
    if (answer.ok) return null;
    const { message, detail } = await answer.json();
    return message || detail || unreachable;
  } catch {
    return unreachable;
  }
}
