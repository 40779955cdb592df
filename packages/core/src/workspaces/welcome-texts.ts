import type { Language } from '../language/languages.ts';

/** The post every workspace starts with, in each language a site can be in. `{workspace}` stands for the name. */
export const welcomeTexts: Record<Language, { title: string; body: string }> = {
  en: {
    title: 'Welcome to {workspace}',
    body: `This is the first page of **{workspace}**, and it is yours to rewrite.

## What a place like this is for

A site tells people something once. A community gives them a reason to come back: news they would otherwise miss, a
question somebody answers, work that is shown before it is finished. Start small. One honest paragraph a week is more
than most places manage.

## Three things worth writing first

1. **Why this exists.** Two sentences, for somebody who has just arrived and knows nobody.
2. **What happened lately.** A date, a name, a picture in words. It shows that the lights are on.
3. **What you would like to know.** A real question is the shortest way to a first reply.

## How posts are written

Posts are plain text with [Markdown](https://commonmark.org/help/): headings, **bold** and *italic* words, lists, links,
quotations, tables and \`code\`.

> Write the way you would tell it across a table, then take out a third.

When you have something better to say, publish it. This post can then go, or stay at the bottom, where first pages belong.
`,
  },
  de: {
    title: 'Willkommen bei {workspace}',
    body: `Das ist die erste Seite von **{workspace}**, und sie wartet darauf, dass Sie sie neu schreiben.

## Wozu ein Ort wie dieser gut ist

Eine Website sagt etwas ein einziges Mal. Eine Gemeinschaft gibt Menschen einen Grund wiederzukommen: Neuigkeiten, die
ihnen sonst entgingen, eine Frage, die jemand beantwortet, Arbeit, die gezeigt wird, bevor sie fertig ist. Fangen Sie
klein an. Ein ehrlicher Absatz in der Woche ist mehr, als die meisten schaffen.

## Drei Dinge, mit denen es sich gut beginnt

1. **Warum es das hier gibt.** Zwei Sätze für jemanden, der gerade angekommen ist und niemanden kennt.
2. **Was zuletzt geschehen ist.** Ein Datum, ein Name, ein Bild in Worten. Man sieht: Hier brennt Licht.
3. **Was Sie gern wüssten.** Eine echte Frage ist der kürzeste Weg zur ersten Antwort.

## Wie Beiträge geschrieben werden

Beiträge sind einfacher Text mit [Markdown](https://commonmark.org/help/): Überschriften, **fette** und *kursive* Wörter,
Listen, Links, Zitate, Tabellen und \`Code\`.

> Schreiben Sie es so, wie Sie es am Tisch erzählen würden, und streichen Sie dann ein Drittel.

Sobald Sie etwas Besseres zu sagen haben, veröffentlichen Sie es. Dieser Beitrag kann dann gehen oder ganz unten stehen
bleiben, wo erste Seiten hingehören.
`,
  },
  es: {
    title: 'Te damos la bienvenida a {workspace}',
    body: `Esta es la primera página de **{workspace}**, y puedes reescribirla como quieras.

## Para qué sirve un lugar como este

Una web cuenta las cosas una sola vez. Una comunidad da motivos para volver: noticias que de otro modo se escaparían, una
pregunta que alguien responde, un trabajo que se enseña antes de estar terminado. Empieza por poco. Un párrafo sincero a
la semana es más de lo que consigue la mayoría.

## Tres cosas por las que vale la pena empezar

1. **Por qué existe esto.** Dos frases para quien acaba de llegar y no conoce a nadie.
2. **Qué ha pasado últimamente.** Una fecha, un nombre, una imagen con palabras. Así se ve que hay alguien en casa.
3. **Qué te gustaría saber.** Una pregunta de verdad es el camino más corto hacia la primera respuesta.

## Cómo se escriben las publicaciones

Las publicaciones son texto sencillo con [Markdown](https://commonmark.org/help/): títulos, palabras en **negrita** y en
*cursiva*, listas, enlaces, citas, tablas y \`código\`.

> Escríbelo como lo contarías en una mesa y después quita un tercio.

Cuando tengas algo mejor que decir, publícalo. Esta publicación puede irse entonces, o quedarse abajo del todo, que es
donde van las primeras páginas.
`,
  },
  ar: {
    title: 'أهلًا بكم في {workspace}',
    body: `هذه أولى صفحات **{workspace}**، وهي لك لتعيد كتابتها كما تشاء.

## ما فائدة مكان كهذا؟

يقول الموقع للناس شيئًا مرة واحدة، أما المجتمع فيمنحهم سببًا للعودة: أخبارًا كانت ستفوتهم، وسؤالًا يجيب عنه أحدهم، وعملًا
يُعرض قبل أن يكتمل. ابدأ بالقليل. ففقرة صادقة واحدة كل أسبوع أكثر مما تقدّمه معظم الأماكن.

## ثلاثة أمور يحسن البدء بها

1. **لماذا هذا المكان؟** جملتان لمن وصل للتو ولا يعرف أحدًا.
2. **ماذا جرى مؤخرًا؟** تاريخ، واسم، وصورة بالكلمات. هكذا يُرى أن الأنوار مضاءة.
3. **ماذا تودّ أن تعرف؟** السؤال الصادق أقصر طريق إلى أول جواب.

## كيف تُكتب المنشورات؟

المنشورات نص بسيط بصيغة [Markdown](https://commonmark.org/help/): عناوين، وكلمات **عريضة** و*مائلة*، وقوائم، وروابط،
واقتباسات، وجداول، و\`شيفرة\`.

> اكتب كما لو كنت تحكي لمن يجالسك، ثم احذف الثلث.

حين يكون لديك ما هو أفضل، انشره. ويمكن لهذا المنشور عندئذ أن يغيب، أو أن يبقى في الأسفل حيث مكان الصفحات الأولى.
`,
  },
};
