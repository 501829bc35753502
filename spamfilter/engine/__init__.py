"""Spam classifier for comments, in pure Python. Nothing here imports Django.

How a comment gets its score:

1. ``tokenizer`` splits the text into words, numbers, symbols, links, and email addresses.
2. ``features`` derives features from the tokens in five groups: words and word pairs, character
   n-grams, parts of links, word categories (``lexicon``), and the shape of the text.
3. ``vectors`` hashes each feature to an index and scales each group to unit length (TF-IDF).
4. ``model`` adds two log-odds: a naive Bayes estimate and a logistic regression that corrects it.

The regression is stored in dual form. Each training example i has one dual variable alpha_i, and
the weights are the sum of alpha_i * label_i * vector_i, stored as integers. Learning an example
means solving for its alpha (``dual_solver``) and adding one term to the sum; unlearning the example
subtracts that term, which restores the model bit for bit. ``training`` fits all alphas together and
recomputes the IDF. A new site starts from the hand-written ``seed_corpus``. ``explanation`` finds
the words that contribute most to a score; ``evaluation`` evaluates the classifier on labeled files.
"""
