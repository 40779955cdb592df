import type { Translation } from '@archipelago/core/language/message';
import type { en } from './consent.en.ts';

export const es: Translation<typeof en> = {
  title: '¿Podemos contar tu visita?',
  text: '{site} cuenta las visitas con un script de {host}, que puede guardar cookies en tu dispositivo. Solo se carga si aceptas. Puedes cambiar de opinión en «Opciones de cookies», al final de cada página.',
  refuse: 'Rechazar',
  accept: 'Aceptar',
  choices: 'Opciones de cookies',
};
