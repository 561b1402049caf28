"""What Japan has already named and numbered: regions, industries, bodies, sizes, figures and years.

Pure Python without Django, so that every room may use it and every rule can be tested by itself.

* ``prefectures``  47 prefectures, their regional bureaus and how near two of them are
* ``industries``   major divisions of the industrial classification, and the sector that the size law sees in each
* ``bodies``       kinds of body that support companies
* ``company_size`` size classes, computed and never typed in
* ``numbers``      figures as people write them in Japanese, money without floats
* ``eras``         years, western and by era
* ``recognise``    the way from a word in a cell or a URL to one of the slugs above
"""
