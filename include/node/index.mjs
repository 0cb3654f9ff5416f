import newsext from './index.cjs';

export const { getLoadablePath, load } = newsext;
export default newsext;
