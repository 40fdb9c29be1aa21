import { checkPages } from './check-pages.ts';

checkPages(390);
