# A deployment with PostgreSQL outside: give DATABASE_URL, DATABASE_OWNER_URL and HOMELANDS_SECRETS.
FROM python:3.13-slim
WORKDIR /srv/homelands
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY src src
RUN pip install --no-cache-dir --no-build-isolation --no-deps . \
    && useradd --system --create-home --home-dir /var/lib/homelands homelands
USER homelands
ENV HOMELANDS_HOME=/var/lib/homelands HOST=0.0.0.0
EXPOSE 8000
CMD ["homelands", "run"]
