export const description =
  'One cell of BiFPN. Five edges lead into the two nodes of level 6: w1 from the P6 input and w2 from the P7 input into P6 top-down; w1 prime from the P6 input, w2 prime from P6 top-down and w3 prime from the P5 output into the P6 output.';

export const caption =
  'Point at a term of the equations, or at an edge or node here, and its counterpart lights up. By keyboard: focus an equation and use the arrow keys.';
