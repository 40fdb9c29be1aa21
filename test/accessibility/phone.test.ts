import { builtPages } from '../browser/pages.ts';
import { checkPages } from './check-pages.ts';

checkPages(390, builtPages());
